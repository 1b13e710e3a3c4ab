"""The immutable base that every attempt starts from, known by the hash of its content."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

PartMaker = Callable[[], Mapping[str, Any]]


def canonical_json(value: Any) -> str:
    """The one spelling of a JSON value that hashes are taken of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Dataset:
    """A named, sized company of masters, open documents, lots, stock and opening ledger lines.

    `content` is the published JSON; nobody changes it, and every attempt of every learner shares it.
    """

    name: str
    size: str
    content: Mapping[str, Any]
    parts: Mapping[str, PartMaker] = field(default_factory=dict, compare=False, repr=False)
    _made: dict[str, Mapping[str, Any]] = field(default_factory=dict, compare=False, repr=False)
    base: "Dataset | None" = field(default=None, compare=False, repr=False)
    _portions: "dict[str, Dataset]" = field(default_factory=dict, compare=False, repr=False)

    def part(self, name: str) -> Mapping[str, Any]:
        """A large table that only some drills open (an audit log, a legacy export), made when it is first asked for.

        The content names it by its hash, so that it belongs to the dataset's identity; an unknown one is empty.
        """
        if name not in self._made:
            make = self.parts.get(name)
            self._made[name] = make() if make is not None else {}
        return self._made[name]

    def portion(self, key: str, make: "Callable[[Dataset], Dataset]") -> "Dataset":
        """What one attempt sees of this dataset, made once for a key; there are as many as drills have variants."""
        if key not in self._portions:
            self._portions[key] = make(self)
        return self._portions[key]

    def with_rows(self, content: Mapping[str, Any], parts: Mapping[str, PartMaker]) -> "Dataset":
        """This dataset with other rows in it. Its identity stays: who re-runs the attempt takes the same portion again."""
        return Dataset(self.name, self.size, content, parts, base=self.base or self)

    @cached_property
    def sha256(self) -> str:
        """The hash of the canonical JSON, the same on every machine; a portion bears that of the whole it was taken from."""
        if self.base is not None:
            return self.base.sha256
        return hashlib.sha256(canonical_json(self.content).encode()).hexdigest()

    @property
    def ref(self) -> str:
        """How scenarios and evidence name this dataset: `yuanfan-s@sha256:…`."""
        return f"{self.name}-{self.size.lower()}@sha256:{self.sha256}"

    @property
    def clock(self) -> str:
        """The virtual moment at which the base was taken."""
        return str(self.content["clock"])

    def master(self, kind: str) -> Mapping[str, Mapping[str, Any]]:
        """The master table of a kind by id: ITEM, VENDOR, CONTRACT, ACCOUNT, USER, ROLE, PLAN."""
        table: Mapping[str, Mapping[str, Any]] = self.content["masters"].get(kind, {})
        return table

    def documents(self, kind: str) -> Mapping[str, Mapping[str, Any]]:
        """The open documents of a kind by number."""
        table: Mapping[str, Mapping[str, Any]] = self.content["documents"].get(kind, {})
        return table

    @cached_property
    def opening_lines(self) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
        """The opening ledger lines by account."""
        lines: dict[str, list[Mapping[str, Any]]] = {}
        for line in self.content["ledger"]:
            lines.setdefault(line["account"], []).append(line)
        return {account: tuple(rows) for account, rows in lines.items()}

    @cached_property
    def opening_balances(self) -> Mapping[str, int]:
        """Debit minus credit of each account before the first command, in cents."""
        return {
            account: sum(line["debit"] - line["credit"] for line in lines)
            for account, lines in self.opening_lines.items()
        }

    @cached_property
    def newest_first(self) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
        """The open documents by kind, the newest first, as lists show them."""
        return {
            kind: tuple(sorted(table.values(), key=lambda body: (body["created_at"], body["id"]), reverse=True))
            for kind, table in self.content["documents"].items()
        }

    @cached_property
    def flow(self) -> Mapping[str, tuple[str, ...]]:
        """For each base document the documents that came of it."""
        successors: dict[str, list[str]] = {}
        for kind, table in self.content["documents"].items():
            for number, body in table.items():
                for reference in body.get("refs", ()):
                    successors.setdefault(reference, []).append(f"{kind}:{number}")
        return {key: tuple(names) for key, names in successors.items()}


def load_dataset(content: Mapping[str, Any], parts: Mapping[str, PartMaker] | None = None) -> Dataset:
    """A dataset from its published JSON, and what makes its parts."""
    return Dataset(name=content["name"], size=content["size"], content=content, parts=parts or {})
