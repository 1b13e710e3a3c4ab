"""Waiving one person's requirement for a time: who answers for it, what is done instead, and until when; and ending it.

A waiver is a mark, appended; a later one takes its place, and ending it appends another. After its last day the
assignment has the state it would have had without it: nothing needs to be done for that.
"""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from curricula.training.assigning import refresh_assignments
from curricula.training.models import Activity, Assignment, AssignmentMark
from lms.foundation.api import NamedRecord, Refusal, access, clock, named_record_kind, record_change, take_the_chain
from lms.foundation.models import AuditEntry, Person

WAIVER, WITHDRAWN = "waiver", "withdrawn"
RECORD = "waiver"


def named_waivers(uuids: Collection[UUID]) -> dict[UUID, NamedRecord]:
    """Waivers by their id: of whom, and what is asked."""
    marks = AssignmentMark.objects.filter(uuid__in=uuids).select_related("person", "activity")
    return {
        mark.uuid: NamedRecord(_label(mark), reverse("waiver", args=[mark.person.number, mark.activity.code]))
        for mark in marks
    }


def _called(word: str) -> QuerySet[AssignmentMark, Any]:
    called = Q(person__name__icontains=word) | Q(activity__code__icontains=word)
    return AssignmentMark.objects.filter(called).values("uuid")


named_record_kind(RECORD, named_waivers, readers=access.may_read_all_records, called=_called)


class WaiverRefused(Refusal):
    """The requirement was not waived, or the waiver not ended; nothing has changed."""

    code = "WAIVER_REFUSED"


def may_waive(lead: Person, person: Person) -> bool:
    """A training lead may, for everybody but themselves."""
    return bool(access.may_edit_matrix(lead)) and lead.pk != person.pk


def marks_on(person: Person, activity: Activity) -> QuerySet[AssignmentMark]:
    """All waivers of this requirement and their ends, newest first."""
    marks = AssignmentMark.objects.filter(person=person, activity=activity)
    return marks.select_related("owner", "made_by").order_by("-made_at", "-pk")


def waiver_on(person: Person, activity: Activity, day: date) -> AssignmentMark | None:
    """The waiver that covers `day`: the newest mark, unless it is over or an end."""
    newest = marks_on(person, activity).first()
    return newest if newest is not None and newest.kind == WAIVER and newest.until >= day else None


def waivers_of(person: Person, day: date) -> dict[int, AssignmentMark]:
    """The waivers of one person that cover `day`, by activity."""
    marks = AssignmentMark.objects.filter(person=person).select_related("owner").order_by("made_at", "pk")
    newest = {mark.activity_id: mark for mark in marks}
    return {key: mark for key, mark in newest.items() if mark.kind == WAIVER and mark.until >= day}


def waive(
    person: Person, activity: Activity, *, owner: Person, mitigation: str, until: date, reason: str, actor: Person
) -> AssignmentMark:
    """Waive what `activity` asks of `person` to the end of `until`, with an audit entry; assignments follow at once.

    A waiver that is in force is replaced; the same once more (a second click) returns the one there is. Refuses others than
    a training lead, one's own requirement, what is not asked, an owner who is the person or has left, a day gone by, and
    empty texts.
    """
    _check_lead(actor, person)
    mitigation, reason = mitigation.strip(), reason.strip()
    if owner.pk == person.pk or not owner.is_active:
        raise WaiverRefused(
            _("The owner answers for the risk in the person's place: choose somebody else whose account is open.")
        )
    if until < clock.today():
        raise WaiverRefused(_("This day has gone by. A waiver ends today at the earliest."))
    if not mitigation or not reason:
        raise WaiverRefused(_("Please say what is done instead, and why the requirement is waived."))
    with transaction.atomic():
        take_the_chain()  # of two clicks at once, the second finds the first one's waiver
        if not Assignment.objects.filter(person=person, activity=activity, is_current=True).exists():
            raise WaiverRefused(_("Nothing is waived: this is not asked of the person."))
        before = waiver_on(person, activity, clock.today())
        if before is not None and (before.owner_id, before.mitigation, before.until) == (owner.pk, mitigation, until):
            return before
        mark = AssignmentMark.objects.create(
            kind=WAIVER, person=person, activity=activity, owner=owner, mitigation=mitigation, until=until,
            made_at=clock.now(), made_by=actor,
        )  # fmt: skip
        record_change(
            RECORD, mark.uuid, action="create", actor=actor, reason=reason, subject_label=_label(mark),
            before=_values(before) if before is not None else None, after=_values(mark),
        )  # fmt: skip
        refresh_assignments(people=[person.pk], activities=[activity.pk])
    return mark


def end_waiver(person: Person, activity: Activity, *, reason: str, actor: Person) -> None:
    """End the waiver now: the assignment has its own state again. Twice is once. Refuses as `waive` does."""
    _check_lead(actor, person)
    if not reason.strip():
        raise WaiverRefused(_("Please say why the waiver ends."))
    with transaction.atomic():
        take_the_chain()
        mark = waiver_on(person, activity, clock.today())
        if mark is None:
            return
        AssignmentMark.objects.create(
            kind=WITHDRAWN, person=person, activity=activity, owner=mark.owner, mitigation=mark.mitigation,
            until=clock.today(), made_at=clock.now(), made_by=actor,
        )  # fmt: skip
        record_change(
            RECORD, mark.uuid, action="end", actor=actor, reason=reason.strip(), subject_label=_label(mark),
            before=_values(mark),
        )  # fmt: skip
        refresh_assignments(people=[person.pk], activities=[activity.pk])


def history_of(person: Person, activity: Activity) -> QuerySet[AuditEntry]:
    """What was decided about this requirement, with reasons, newest first."""
    waivers = marks_on(person, activity).filter(kind=WAIVER).values("uuid")
    return AuditEntry.objects.filter(subject_kind=RECORD, subject_uuid__in=waivers).order_by("-sequence")


def _check_lead(actor: Person, person: Person) -> None:
    if not access.may_edit_matrix(actor):
        raise WaiverRefused(_("Requirements are waived by a training lead. Nothing has changed."))
    if actor.pk == person.pk:
        raise WaiverRefused(_("Nobody waives what is asked of themselves. Ask another training lead."))


def _values(mark: AssignmentMark) -> dict[str, str]:
    owner = f"{mark.owner.name} ({mark.owner.number})"
    return {"owner": owner, "mitigation": mark.mitigation, "until": mark.until.isoformat()}


def _label(mark: AssignmentMark) -> str:
    return f"{mark.person.name} · {mark.activity.code}"
