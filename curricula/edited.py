"""What was edited in pages: its identity in the audit trail, and what a content pack must therefore leave as it is."""

from collections import defaultdict
from functools import cached_property
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils.translation import gettext_lazy as _

from lms.foundation.api import LOADED, ContentLoad, Refusal
from lms.foundation.models import AuditEntry

CHAIN, STEP, INDICATOR, MILESTONE = "chain", "step", "goal.indicator", "milestone"


class EditRefused(Refusal):
    """The record was not changed; the sentence says why."""

    code = "EDIT_REFUSED"


def identity_of(kind: str, code: str) -> UUID:
    """The identity under which the trail keeps a record that is known by a code: the same on every machine."""
    return uuid5(NAMESPACE_OID, f"plimsoll:{kind}:{code}")


class LeavingEdits(ContentLoad):
    """A load that leaves what somebody has edited in its page, as the trail knows it: how a content pack is taken by itself."""

    def keeps(self, kind: str, code: str) -> bool:
        """Whether the record was edited in its page."""
        return identity_of(kind, code) in self._edited.get(kind, ())

    @cached_property
    def _edited(self) -> dict[str, set[UUID]]:
        edited: dict[str, set[UUID]] = defaultdict(set)
        entries = AuditEntry.objects.filter(subject_kind__in=(STEP, INDICATOR, MILESTONE)).exclude(action=LOADED)
        for kind, uuid in entries.values_list("subject_kind", "subject_uuid"):
            edited[kind].add(uuid)
        return edited


def check_unchanged_since(opened: str, now: str) -> None:
    """Refuse a form that was opened before somebody else saved; a second click finds its own change and is refused too."""
    if opened != now:
        raise EditRefused(
            _("Meanwhile somebody has changed this record. What you entered stands below; compare, and save again.")
        )


def check_something_changed(before: object, after: object) -> None:
    """Refuse a change that changes nothing: it would only make the trail longer."""
    if before == after:
        raise EditRefused(_("Nothing was changed."))
