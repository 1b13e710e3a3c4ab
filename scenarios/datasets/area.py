"""What one area of the business adds to the sandbox company: roles, people, masters, documents, stock, ledger lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scenarios.datasets.chance import Chance
from scenarios.datasets.orders import Books
from scenarios.datasets.sizes import Size

Row = dict[str, Any]


@dataclass
class Company:
    """The company while it is being made. An area changes what it owns and leaves what others have made as it is.

    `books` holds items, lots, stock, edges, documents and counters; `ledger` further opening lines (account, debit,
    credit, references), which the retained earnings balance at the end; `parts` large tables kept beside the content.
    """

    size: Size
    books: Books
    masters: dict[str, dict[str, Row]]
    parameters: dict[str, Any]
    ledger: list[Row] = field(default_factory=list)
    parts: dict[str, Callable[[], Mapping[str, Any]]] = field(default_factory=dict)

    def documents(self, kind: str) -> dict[str, Row]:
        """The documents of a kind, to be added to."""
        return self.books.documents.setdefault(kind, {})


def nothing(_company: Company, _chance: Chance) -> None:
    """An area that adds no rows."""


@dataclass(frozen=True)
class DataArea:
    """One area's part. Its chance is its own: what one area draws never shifts what another draws.

    `roles` name (zh, en, commands); a role that another area has made gets these commands besides. `people` are the users
    that drills name: (id, zh, en, roles). `competences` say which competences a role's people hold. `accounts` are
    (number, zh, en).
    """

    roles: Mapping[str, tuple[str, str, tuple[str, ...]]] = field(default_factory=dict)
    people: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
    competences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    accounts: tuple[tuple[str, str, str], ...] = ()
    contribute: Callable[[Company, Chance], None] = nothing
