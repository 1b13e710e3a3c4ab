"""Reading what the matrix engine takes, set-wise and without model instances: two hundred thousand rows pass here."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from curricula.milestones.models import Blackout, GoLive, Milestone
from curricula.organisation.models import Posting
from curricula.training.matrix.values import Calendar, Cell, Post
from curricula.training.models import Activity, AssignmentMark, MatrixVersion, Requirement


def read_calendar() -> Calendar:
    """Anchors of all go-lives (the go-live day itself and the first day of each kind of milestone), waves, blackouts."""
    zone = timezone.get_default_timezone()
    anchors: dict[tuple[int, str], date] = {}
    wave_of_site: dict[int, int] = {}
    for milestone in Milestone.objects.order_by("-starts_at"):
        anchors[milestone.go_live_id, milestone.kind] = milestone.starts_at.astimezone(zone).date()
    for go_live in GoLive.objects.order_by("-on").prefetch_related("sites"):
        anchors[go_live.pk, "go_live"] = go_live.on
        for site in go_live.sites.all():
            wave_of_site[site.pk] = go_live.pk
    return Calendar(
        anchors=anchors,
        wave_of_site=wave_of_site,
        blackouts=tuple(Blackout.objects.values_list("starts_on", "ends_on")),
        open_lead_days=settings.OPEN_LEAD_DAYS,
        joiner_grace_days=settings.JOINER_GRACE_DAYS,
    )


def read_posts(people: Collection[int] | None = None, job_roles: Collection[int] | None = None) -> list[Post]:
    """All postings, past ones included; of some people or some job roles only where these are given."""
    rows = Posting.objects.order_by("pk")
    if people is not None:
        rows = rows.filter(person_id__in=people)
    if job_roles is not None:
        rows = rows.filter(person__postings__job_role_id__in=job_roles).distinct()
    fields = (
        "id",
        "person_id",
        "job_role_id",
        "site_id",
        "station_id",
        "is_key_user",
        "is_early_bird",
        "starts_on",
        "ends_on",
    )
    return [Post(*row) for row in rows.values_list(*fields)]


def cells_in_force() -> QuerySet[Requirement]:
    """Cells of the published version: begun by it or before, and not ended except perhaps by the draft."""
    return Requirement.objects.exclude(since__state=MatrixVersion.State.DRAFT).filter(
        Q(until__isnull=True) | Q(until__state=MatrixVersion.State.DRAFT)
    )


def cells_with_draft() -> QuerySet[Requirement]:
    """Cells as they would be in force if the draft were published."""
    return Requirement.objects.filter(until__isnull=True)


def read_cells(rows: QuerySet[Requirement], activities: Collection[int] | None = None) -> list[Cell]:
    """The cells as plain tuples, of some activities only where these are given."""
    if activities is not None:
        rows = rows.filter(activity_id__in=activities)
    fields = (
        "id", "job_role_id", "activity_id", "scope_site_id", "scope_station_id", "scope_designation", "go_live_id", "level",
        "criticality", "method", "anchor_kind", "due_offset_days", "buffer_days", "validity_months", "retraining",
    )  # fmt: skip
    return [Cell(*row) for row in rows.order_by("pk").values_list(*fields)]


def read_waivers(people: Collection[int] | None = None) -> dict[tuple[int, int], date]:
    """Last day of the newest waiver by person and activity; a withdrawn one does not count."""
    marks: Iterable[Any] = AssignmentMark.objects.order_by("made_at", "pk")
    if people is not None:
        marks = AssignmentMark.objects.filter(person_id__in=people).order_by("made_at", "pk")
    waivers: dict[tuple[int, int], date] = {}
    for mark in marks:
        key = (mark.person_id, mark.activity_id)
        if mark.kind == "waiver":
            waivers[key] = mark.until
        else:
            waivers.pop(key, None)
    return waivers


def read_revisions() -> dict[int, date]:
    """Days since when older evidence of an activity is stale."""
    rows = Activity.objects.filter(revised_on__isnull=False).values_list("pk", "revised_on")
    return {activity: day for activity, day in rows if day is not None}
