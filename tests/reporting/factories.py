"""A small company for the tests of reporting: a step that is worked somewhere, people who stand there, what they showed."""

from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from curricula.api import rebuild_assignments
from curricula.models import (
    Activity,
    Assignment,
    EvidenceFact,
    GoLive,
    JobRole,
    Posting,
    Shift,
    Step,
    StepDuty,
    StepPlace,
)
from lms.foundation.api import chained, clock
from lms.foundation.models import Person
from lms.records.models import Qualification, QualificationType
from reporting.models import Snapshot
from reporting.snapshots.assembling import assemble
from reporting.snapshots.taking import GENESIS
from tests.factories import make_go_live, make_person, make_posting, make_site, moment, named

GO_LIVE_DAY = date(2026, 12, 1)
_keys = count(1)


def make_worked_step(
    code: str, *, does: str, at: tuple[tuple[str, str], ...] = (("SZ", "night"),), **fields: Any
) -> Step:
    """A step done by a job role at some sites and shifts."""
    from tests.factories import make_step

    step = make_step(code, **fields)
    StepDuty.objects.get_or_create(step=step, job_role=named(JobRole, does), kind=StepDuty.Kind.DOES)
    for site, shift in at:
        StepPlace.objects.get_or_create(step=step, site=make_site(site, shift), shift=named(Shift, shift))
    return step


def make_worker(name: str, job_role: str = "IPQC", *, shift: str = "night", number: str = "", **fields: Any) -> Person:
    """A person in post on a shift."""
    person = make_person(name, **({"number": number} if number else {}))
    make_posting(person, job_role, shift=named(Shift, shift), **fields)
    return person


def make_type(code: str, *opens: Step, splits: tuple[Step, ...] = ()) -> QualificationType:
    """A type of qualification that opens some steps."""
    type_: QualificationType = named(QualificationType, code)
    type_.opens_steps.set(opens)
    type_.splits_cover_of.set(splits)
    return type_


def qualify(
    person: Person, type_: QualificationType, *, since: date = date(2026, 9, 1), until: date | None = date(2027, 9, 1)
) -> Qualification:
    """A certificate with its days."""
    number = f"Q-2026-{next(_keys):06d}"
    return Qualification.objects.create(
        number=number,
        person=person,
        type=type_,
        valid_from=since,
        valid_until=until,
        issued_at=moment("2026-09-01 08:00"),
        token=number,
    )


def show(
    person: Person,
    activity: Activity,
    *,
    on: date = date(2026, 11, 10),
    outcome: str = "passed",
    method: str = "drill",
    **fields: Any,
) -> EvidenceFact:
    """A piece of evidence; assignments are not settled by it (call `settle_all`)."""
    at = datetime.combine(on, datetime.min.time(), tzinfo=moment("2026-11-10 08:00").tzinfo)
    return EvidenceFact.objects.create(
        person=person,
        activity=activity,
        method=method,
        outcome=outcome,
        occurred_at=at,
        occurred_on=on,
        recorded_at=at,
        source_key=f"test-{next(_keys)}",
        **fields,
    )


def settle_all() -> None:
    """Draw up and settle all assignments."""
    rebuild_assignments()


def go_live_at(day: date = GO_LIVE_DAY, *sites: str) -> GoLive:
    """Wave 1 at some sites (SZ)."""
    return make_go_live("W1", day, *sites)


def doctored_snapshot(go_live: GoLive, verdict: str, *to_mitigate: str) -> Snapshot:
    """A sealed snapshot whose gates recommend what the test needs: no data source makes ten green gates yet."""
    figures, lists = assemble(go_live, moment=clock.now(), today=clock.today())
    figures = {**figures, "verdict": verdict, "to_mitigate": list(to_mitigate), "score": "90"}
    last = Snapshot.objects.order_by("-number").first()
    snapshot = Snapshot(
        uuid=uuid4(),
        number=last.number + 1 if last else 1,
        go_live=go_live,
        taken_at=clock.now(),
        recommendation=verdict,
        score=90,
        figures=figures,
        lists=lists,
        previous_digest=last.digest if last else GENESIS,
    )
    snapshot.digest = chained(snapshot.previous_digest, snapshot.record)
    snapshot.save(force_insert=True)
    return snapshot


def assignment_of(person: Person, activity: Activity) -> Assignment:
    """The current cycle of a person's assignment."""
    return Assignment.objects.get(person=person, activity=activity, is_current=True)


def posting_of(person: Person) -> Posting:
    """The person's only post."""
    return Posting.objects.get(person=person)
