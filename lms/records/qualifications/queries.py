"""Reads of certificates on a day: which hold, and in what state. Every page, file and gate asks these."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import pgettext_lazy

from curricula.models import Posting
from lms.foundation.api import prepared
from lms.foundation.models import Person
from lms.records.qualifications.entitlement import RENEWAL_WINDOW
from lms.records.qualifications.models import Qualification

VALID, EXPIRING, EXPIRED = "valid", "expiring", "expired"
SUPERSEDED, WITHDRAWN, NOT_YET = "superseded", "withdrawn", "not_yet"

STATES = {
    VALID: pgettext_lazy("qualification", "Valid"),
    EXPIRING: pgettext_lazy("qualification", "Expires soon"),
    EXPIRED: pgettext_lazy("qualification", "Expired"),
    SUPERSEDED: pgettext_lazy("qualification", "Superseded"),
    WITHDRAWN: pgettext_lazy("qualification", "Withdrawn"),
    NOT_YET: pgettext_lazy("qualification", "Not yet valid"),
}
# The design's shapes for them.
SHAPES = {VALID: "go", EXPIRING: "risk", EXPIRED: "stop", WITHDRAWN: "stop", SUPERSEDED: "next", NOT_YET: "next"}


def valid_qualifications(day: date) -> QuerySet[Qualification]:
    """Certificates that hold on `day`: begun, not past their last day, not overtaken by a newer one, not ended."""
    return (
        Qualification.objects.filter(valid_from__lte=day)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        .filter(Q(superseded_by__isnull=True) | Q(superseded_by__valid_from__gt=day))
        .filter(Q(ending__isnull=True) | Q(ending__ended_on__gt=day))
        .select_related("type", "person")
    )


def holds_qualification(person: Person, code: str, day: date) -> bool:
    """Whether `person` holds a qualification of the type `code` on `day`."""
    return valid_qualifications(day).filter(person=person, type__code=code).exists()


def with_state(rows: QuerySet[Qualification], day: date) -> QuerySet[Qualification]:
    """Annotate `state` (a key of STATES) as it is on `day`."""
    return _with_state(rows, day, renewable_before=day + RENEWAL_WINDOW)


def _with_state(rows: QuerySet[Qualification], day: date, *, renewable_before: date) -> QuerySet[Qualification]:
    return rows.annotate(
        state=Case(
            When(ending__ended_on__lte=day, then=Value(WITHDRAWN)),
            When(superseded_by__valid_from__lte=day, then=Value(SUPERSEDED)),
            When(valid_until__lt=day, then=Value(EXPIRED)),
            When(valid_from__gt=day, then=Value(NOT_YET)),
            When(valid_until__lt=renewable_before, then=Value(EXPIRING)),
            default=Value(VALID),
            output_field=CharField(max_length=12),
        )
    )


def state_on(qualification: Qualification, day: date) -> str:
    """The state (a key of STATES) of one certificate on `day`."""
    row: Any = with_state(Qualification.objects.filter(pk=qualification.pk), day).get()
    return str(row.state)


def with_department(rows: QuerySet[Qualification], day: date) -> QuerySet[Qualification]:
    """Annotate `department_id` of the holder's main post on `day`; absent for those who have left."""
    posts = Posting.objects.filter(person=OuterRef("person"), is_main=True, starts_on__lte=day).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    )
    return rows.annotate(department_id=Subquery(posts.order_by("-starts_on").values("department_id")[:1]))


def qualifications_of(person: Person, day: date) -> QuerySet[Qualification]:
    """Everything that was ever issued to `person`, what holds first, with its state on `day`."""
    rows = with_state(Qualification.objects.filter(person=person), day).select_related("type", "person", "ending")
    return rows.order_by(F("superseded_by__pk").asc(nulls_first=True), "type__code", "-valid_from")


def newest_qualifications(person: Person, day: date) -> list[Any]:
    """The newest certificate of each kind with its `state` on the day, and the state's shape and words."""
    held: list[Any] = _newest(person=person.pk, day=day, renewable_before=day + RENEWAL_WINDOW)
    for row in held:
        row.state_shape, row.state_label = SHAPES[row.state], STATES[row.state]
    return held


@prepared
def _newest(person: int, day: date, renewable_before: date) -> Any:
    rows = Qualification.objects.filter(person=person, superseded_by__isnull=True)
    rows = _with_state(rows, day, renewable_before=renewable_before)
    return rows.select_related("type").order_by("type__code", "-valid_from")
