"""One load of content files: who loads and why, which records it leaves as they are, which ones its files name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model

from lms.foundation.accounts.models import Person

LOADED = "load"
"""the action of the trail's entries that a load of files makes"""
Name = tuple[str, str]
"""a record of the files: its kind, and its code"""
Coded = TypeVar("Coded", bound=Model)


@dataclass
class ContentLoad:
    """What the loaders of all strata share while they go through one folder.

    `kept` are records that stay as they are, whatever the files say; `named` fills with everything that the files name.
    """

    actor: Person | None = None
    reason: str = ""
    kept: Collection[Name] = frozenset()
    named: set[Name] = field(default_factory=set)

    def may_write(self, kind: str, code: str) -> bool:
        """Note that the files name this record; whether the load may write it."""
        self.named.add((kind, code))
        return not self.keeps(kind, code)

    def keeps(self, kind: str, code: str) -> bool:
        """Whether the record stays as it is."""
        return (kind, code) in self.kept


def renew(
    load: ContentLoad,
    kind: str,
    model: type[Coded],
    code: str,
    *,
    fields: Mapping[str, Any],
    first: Mapping[str, Any] | None = None,
    links: Mapping[str, Iterable[Model]] | None = None,
) -> Coded:
    """The row with this code as the file states it; `first` are the fields of a new row. A kept one stays, links and all."""
    may_write = load.may_write(kind, code)
    rows: Any = model._default_manager
    if not may_write and (row := rows.filter(code=code).first()) is not None:
        return row  # type: ignore[no-any-return]  # a row of this model
    row, _made = rows.update_or_create(code=code, defaults=fields, create_defaults=first or fields)
    for name, others in (links or {}).items():
        getattr(row, name).set(list(others))
    return row  # type: ignore[no-any-return]  # a row of this model
