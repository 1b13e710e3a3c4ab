"""The words in use: presets and imported packs by name, the one chosen, and how one is taken in."""

from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lms.foundation.api import Refusal, clock, take_the_chain
from scenarios.labels.pack import GENERIC, PRESETS, LabelPack, label_pack, laid_over, missing_keys
from scenarios.labels.rows import LabelRows
from scenarios.sandbox.areas import SCREENS
from scenarios.sandbox.label_models import LabelChoice, LabelPackVersion

BUILT_IN = (GENERIC, *PRESETS)


class UnknownPack(Refusal):
    """There is no pack of that name."""

    code = "UNKNOWN_PACK"


class TakenName(Refusal):
    """The name belongs to a pack that comes with the product."""

    code = "TAKEN_NAME"


def main_fields() -> frozenset[str]:
    """The keys of the fields that stand in lists: what people read first of every document and master record."""
    known = label_pack()
    keys = ((f"field.{kind.lower()}.{field}", f"field.{field}") for kind in SCREENS for field in SCREENS[kind].columns)
    return frozenset(next(key for key in pair if known.knows(key)) for pair in keys if any(map(known.knows, pair)))


def missing_names(pack: LabelPack) -> tuple[str, ...]:
    """What a pack still calls as the generic one does: names, and the fields of lists."""
    return missing_keys(pack, main_fields())


def active_pack() -> LabelPack:
    """The pack in use; the generic one until somebody has chosen. One query."""
    chosen = LabelChoice.objects.order_by("-pk").values_list("pack", flat=True).first()
    return pack_of(chosen) if chosen else label_pack()


def pack_of(name: str) -> LabelPack:
    """A pack by name; an imported one in its newest version. Refuses (UnknownPack) any other name."""
    if name in BUILT_IN:
        return label_pack(name)
    newest = LabelPackVersion.objects.filter(name=name).order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        raise UnknownPack(_("There is no label pack called %(name)s.") % {"name": name})
    return _imported(newest)


@lru_cache(maxsize=8)
def _imported(pk: int) -> LabelPack:
    # Safe to keep: a version's row never changes, and a new import is a new row.
    row = LabelPackVersion.objects.get(pk=pk)
    return laid_over(row.name, row.labels, row.base)


def pack_names() -> list[str]:
    """The names of all packs, those that come with the product first."""
    imported = LabelPackVersion.objects.order_by("name").values_list("name", flat=True).distinct()
    return [*BUILT_IN, *imported]


def import_labels(person: Any, name: str, rows: LabelRows, *, base: str) -> LabelPackVersion:
    """Take a company's words in as a new version of a pack; the rows must be without problems.

    What says the same as the newest version (the second click, or the same file again) is that version.
    """
    assert not rows.problems, rows.problems
    if name in BUILT_IN:
        raise TakenName(_("%(name)s comes with Plimsoll and stays as it is. Choose another name.") % {"name": name})
    labels = dict(rows.labels)
    with transaction.atomic():
        take_the_chain()
        newest = LabelPackVersion.objects.filter(name=name).order_by("-pk").first()
        if newest is not None and (newest.base, newest.labels) == (base, labels):
            return newest
        return LabelPackVersion.objects.create(
            name=name, base=base, labels=labels, imported_by=person, imported_at=clock.now()
        )


def use_pack(person: Any, name: str) -> None:
    """Let the sandbox speak this pack's words from now on. Choosing the same again changes nothing."""
    pack_of(name)
    with transaction.atomic():
        take_the_chain()
        newest = LabelChoice.objects.order_by("-pk").values_list("pack", flat=True).first()
        if newest != name:
            LabelChoice.objects.create(pack=name, chosen_by=person, chosen_at=clock.now())
