"""Reads of assignments for a day: who is asked, in what state; every page, CSV, PDF and API counts with these."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from curricula.training.models import Assignment
from curricula.training.vocabulary import Status


def assignments_in_force(day: date) -> QuerySet[Assignment]:
    """Current cycles of everybody whose posting is in force on `day`: the denominator of all coverage."""
    return Assignment.objects.filter(is_current=True, from_day__lte=day).filter(
        Q(to_day__isnull=True) | Q(to_day__gte=day)
    )


def holds_on(day: date) -> Q:
    """Met, not stale and still valid on `day`."""
    return (
        Q(met_on__lte=day)
        & (Q(stale_on__isnull=True) | Q(stale_on__gt=day))
        & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))
    )


def with_status(rows: QuerySet[Assignment], day: date) -> QuerySet[Any]:
    """Annotate `status` (a code of Status): the rule of matrix.status in SQL."""
    return rows.annotate(
        status=Case(
            When(holds_on(day), then=Value(Status.MET)),
            When(waived_until__gte=day, then=Value(Status.WAIVED)),
            When(Q(met_on__lte=day) & Q(valid_until__lt=day), then=Value(Status.EXPIRED)),
            When(met_on__lte=day, then=Value(Status.STALE)),
            When(due_on__lt=day, then=Value(Status.OVERDUE)),
            When(started_on__lte=day, then=Value(Status.IN_PROGRESS)),
            When(opens_on__lte=day, then=Value(Status.OPEN)),
            default=Value(Status.NOT_YET_DUE),
            output_field=CharField(max_length=12),
        )
    )


def ordered_for_learner(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """As a learner meets them: by due day, the critical ones first."""
    return rows.order_by("due_on", F("criticality").asc(), "activity__code")
