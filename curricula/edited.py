"""What was edited in pages: its identity in the audit trail, and what a content pack must therefore leave as it is."""

from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils.translation import gettext_lazy as _

from lms.foundation.api import Refusal
from lms.foundation.models import AuditEntry

CHAIN, STEP, INDICATOR, MILESTONE = "chain", "step", "goal.indicator", "milestone"


class EditRefused(Refusal):
    """The record was not changed; the sentence says why."""

    code = "EDIT_REFUSED"


def identity_of(kind: str, code: str) -> UUID:
    """The identity under which the trail keeps a record that is known by a code: the same on every machine."""
    return uuid5(NAMESPACE_OID, f"plimsoll:{kind}:{code}")


def edited_in_pages(kind: str) -> set[UUID]:
    """Identities of the records of a kind that somebody has edited: loading a content pack again does not undo that."""
    return set(AuditEntry.objects.filter(subject_kind=kind).values_list("subject_uuid", flat=True))


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
