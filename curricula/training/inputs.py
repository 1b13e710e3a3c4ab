"""Reading what the matrix engine takes, set-wise and without model instances: two hundred thousand rows pass here."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from curricula.milestones.models import Blackout, GoLive, Milestone
from curricula.organisation.models import Posting
from curricula.training.matrix.values import Calendar, Cell, Fact, Post
from curricula.training.models import Activity, AssignmentMark, MatrixVersion, Requirement

# SQLite takes about a thousand; where more people are asked for, the rows are filtered after reading.
MOST_PARAMETERS = 900
NOT_CORRECTED_OF_ALL = "fact.id NOT IN (SELECT corrects_id FROM records_evidence WHERE corrects_id IS NOT NULL)"
NOT_CORRECTED = "NOT EXISTS (SELECT 1 FROM records_evidence later WHERE later.corrects_id = fact.id)"
FactsByKey = dict[tuple[int, int], list[Fact]]


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


def read_facts(people: Collection[int] | None = None, activities: Collection[int] | None = None) -> FactsByKey:
    """Evidence that counts (corrected rows left out), by person and activity, oldest first."""
    # Few rows are corrected: over all of them their list is built once; over one person's each is looked up.
    where = [NOT_CORRECTED_OF_ALL if people is None else NOT_CORRECTED]
    parameters: list[int] = []
    for column, ids in (("person_id", people), ("activity_id", activities)):
        if ids is not None and len(ids) <= MOST_PARAMETERS:
            where.append(f"fact.{column} IN ({','.join(['%s'] * len(ids))})" if ids else "1 = 0")
            parameters.extend(ids)
    wanted_people = None if people is None or len(people) <= MOST_PARAMETERS else frozenset(people)
    query = (
        "SELECT fact.person_id, fact.activity_id, fact.id, fact.method, fact.outcome, fact.level, fact.score, "  # noqa: S608 - ours
        "CAST(fact.occurred_on AS text), CAST(fact.valid_until AS text) FROM records_evidence fact "
        f"WHERE {' AND '.join(where)} ORDER BY fact.person_id, fact.activity_id, fact.occurred_on, fact.id"
    )
    facts: FactsByKey = defaultdict(list)
    day, made = _Days(), tuple.__new__  # as Fact(…), which goes by way of a function of Python's
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        for person, activity, pk, method, outcome, level, score, on, valid_until in cursor.fetchall():
            if wanted_people is None or person in wanted_people:
                fact = made(Fact, (pk, method, outcome, level, score, day[on], day[valid_until]))
                facts[person, activity].append(fact)
    return facts


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


class _Days(dict[str | None, Any]):
    """Days by their text, each read once: a quarter of a million facts lie on a few hundred days."""

    def __missing__(self, text: str | None) -> date | None:
        self[text] = None if text is None else date.fromisoformat(text)
        return self[text]  # type: ignore[no-any-return]  # put there above
