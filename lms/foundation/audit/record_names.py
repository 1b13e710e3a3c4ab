"""What a record of the trail is called, and where it is shown: for entries that carry an id alone, signatures above all.

A stratum says for its own kinds how records are named; they are asked for a whole page at once.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from lms.foundation.accounts.access import Predicate
from lms.foundation.text import in_each_language

SIGNATURE = ".signature"
AT_ONCE = 500
"""ids in a query; the embedded database takes about a thousand values in a statement"""


@dataclass(frozen=True)
class NamedRecord:
    """What people call a record, in the reader's language, and the address of its page; empty: it has none."""

    label: str
    url: str = ""


class Subject(Protocol):
    """Something that names a record by kind and id (an entry, a signature)."""

    subject_kind: str
    subject_uuid: UUID


Names = Callable[[Collection[UUID]], dict[UUID, NamedRecord]]
Called = Callable[[str], QuerySet[Any, Any]]
_kinds: dict[str, tuple[Names, Predicate]] = {}
_called: dict[str, Called] = {}
_PLACES = re.compile(r"%\(\w+\)s")


def named_record_kind(kind: str, names: Names, *, readers: Predicate, called: Called) -> None:
    """Register how records of `kind` are called, who may open their pages, and which hold a word in what they are called.

    `called(word)` gives their ids as a query of one column. A name counts in every language, whoever looks for it.
    """
    _kinds[kind] = (names, readers)
    _called[kind] = called


def holds_in_its_record(word: str) -> Q:
    """Of rows with a kind and an id: those whose record holds the word in its name. Asks for nothing by itself."""
    found = Q(pk__in=[])
    for kind, called in _called.items():
        found |= Q(subject_kind__in=[kind, f"{kind}{SIGNATURE}"], subject_uuid__in=called(word))
    return found


def is_said_by(frame: Any, word: str) -> bool:
    """Whether a lazy text around names (“Matrix %(version)s”) holds the word in some language, its places left out."""
    return any(word.casefold() in _PLACES.sub("", text).casefold() for text in in_each_language(frame).values())


def record_named(subject: Subject, reader: Any) -> NamedRecord | None:
    """The record of an entry or a signature; without its address where the reader may not open it, None if unknown."""
    kind = subject.subject_kind.removesuffix(SIGNATURE)
    if kind not in _kinds:
        return None
    names, readers = _kinds[kind]
    found = names([subject.subject_uuid]).get(subject.subject_uuid)
    return found if found is None or readers(reader) else NamedRecord(found.label)


class RecordNames:
    """The names of the records on one page of a list: gathered for all rows at once, one query a kind."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, UUID], str] = {}

    def gather(self, rows: Iterable[Subject]) -> None:
        """Look up the records of these rows."""
        asked: dict[str, set[UUID]] = defaultdict(set)
        for row in rows:
            kind = row.subject_kind.removesuffix(SIGNATURE)
            if kind in _kinds and not getattr(row, "subject_label", ""):
                asked[kind].add(row.subject_uuid)
        for kind, uuids in asked.items():
            listed = sorted(uuids)
            for start in range(0, len(listed), AT_ONCE):
                some = listed[start : start + AT_ONCE]
                self._found |= {(kind, uuid): named.label for uuid, named in _kinds[kind][0](some).items()}

    def label(self, row: Subject) -> str:
        """What the row's record is called; its id where nobody can say."""
        kept = getattr(row, "subject_label", "")
        kind = row.subject_kind.removesuffix(SIGNATURE)
        return kept or self._found.get((kind, row.subject_uuid)) or str(row.subject_uuid)
