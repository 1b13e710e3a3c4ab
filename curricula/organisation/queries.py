"""Reads of people and posts for a day: who is in post, whom a reader may see, and the post by which each is shown."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from curricula.organisation.models import Absence, Department, Posting
from lms.foundation.api import access
from lms.foundation.models import Person

reads_everybody = access.is_training_lead | access.is_auditor | access.is_executive


def held_on(day: date) -> Q:
    """Postings in force on `day`."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def postings_held(day: date) -> QuerySet[Posting]:
    """All postings in force on `day`."""
    return Posting.objects.filter(held_on(day))


def departments_read_by(reader: Person, day: date) -> QuerySet[Department]:
    """Departments whose people `reader` may see by name: all, the ones headed, or the own one of a champion."""
    if reads_everybody(reader):
        return Department.objects.all()
    wanted = Q(pk__in=[])
    if access.is_manager(reader):
        wanted |= Q(head=reader)
    if access.is_champion(reader):
        wanted |= Q(pk__in=postings_held(day).filter(person=reader).values("department"))
    return Department.objects.filter(wanted)


def people_read_by(reader: Person, day: date) -> QuerySet[Posting]:
    """The shown posting of everybody whom `reader` may see: by department, and for an assessor by site."""
    shown = shown_postings(day)
    if reads_everybody(reader):
        return shown
    wanted = Q(department__in=departments_read_by(reader, day)) | Q(person=reader)
    if access.is_assessor(reader):
        wanted |= Q(site__in=postings_held(day).filter(person=reader).values("site"))
    return shown.filter(wanted)


def may_read_person(reader: Person, subject: Person, day: date) -> bool:
    """Oneself, and whom one sees in the list of people."""
    if reader.pk == subject.pk or reads_everybody(reader):
        return True
    return bool(access.may_read_people(reader)) and people_read_by(reader, day).filter(person=subject).exists()


def shown_postings(day: date) -> QuerySet[Posting]:
    """One posting a person: the main one held on `day`, else the next to come, else the last one; with its `state`."""
    held, to_come = When(held_on(day), then=Value(0)), When(starts_on__gt=day, then=Value(1))
    best = (
        Posting.objects.filter(person=OuterRef("person"))
        .annotate(rank=Case(held, to_come, default=Value(2), output_field=IntegerField()))
        .order_by("rank", "-is_main", "-starts_on", "pk")
        .values("pk")[:1]
    )
    return with_state(Posting.objects.filter(pk=Subquery(best)), day).select_related(
        "person", "department", "site", "shift", "job_role"
    )


def with_state(rows: QuerySet[Posting], day: date) -> QuerySet[Posting]:
    """Annotate `state`: to_come, left, away or held."""
    away = Absence.objects.filter(person=OuterRef("person"), starts_on__lte=day, ends_on__gte=day)
    cases: list[Any] = [
        When(starts_on__gt=day, then=Value("to_come")),
        When(ends_on__lt=day, then=Value("left")),
        When(Exists(away), then=Value("away")),
    ]
    return rows.annotate(state=Case(*cases, default=Value("held"), output_field=CharField(max_length=10)))
