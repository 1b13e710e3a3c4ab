"""Building the demonstration: content, people, matrix, history; then what the product's own rules make of them."""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import transaction

from curricula import api as curricula
from curricula.models import Activity, Assignment, AssignmentMark, EvidenceFact, LearningItem, Posting
from lms.demo.company import demo_moment, write_people
from lms.demo.history import Act, Plot, Task, invent_history
from lms.demo.processes import publish_processes
from lms.demo.roster import Somebody, invent_people
from lms.demo.sittings import DrillRoom, ExamHall
from lms.exchange.api import Folders, Stage, company_stages
from lms.foundation.accounts.personas import demo_cast
from lms.foundation.api import Change, access, clock, record_changes, yaml_in
from lms.foundation.models import Person
from lms.records import api as records
from lms.records.models import QualificationType
from lms.settings.demo_clock import keep_clock_shift

DATA = Path(__file__).parent / "data"
MORNING_MINUTE = (8, 5)
# Judged by an assessor who stands beside the person, or by a rubric; everything else the platform judges.
WATCHED = {"practical", "work_output"}


class DemoBuilder:
    """Builds the company once, in the order in which its parts rest on each other."""

    def __init__(self) -> None:
        self.people_yaml = yaml_in(DATA / "company" / "people.yaml")
        self.seed = self.people_yaml["generator"]["seed"]
        self.as_of = date.fromisoformat(self.people_yaml["generator"]["as_of"])
        self.invented: list[Somebody] = []
        self.people: dict[str, Person] = {}

    def run(self, *, quiet: bool = False) -> None:
        """All stages, with a progress bar on the terminal."""
        self._turn_the_clock()
        stages = self._stages()
        for number, stage in enumerate(stages):
            started = time.monotonic()
            if not quiet:
                _draw_bar(number, len(stages), stage.label)
            stage.work()
            if not quiet:
                _draw_bar(number + 1, len(stages), f"{stage.label} ({time.monotonic() - started:.1f} s)", is_last=True)

    def _turn_the_clock(self) -> None:
        """The demonstration's day begins when it is built, and goes on from there."""
        settings.CLOCK_SHIFT = timedelta(0)
        shift = demo_moment(self.as_of, *MORNING_MINUTE) - clock.now()
        settings.CLOCK_SHIFT = timedelta(seconds=int(shift.total_seconds()))
        keep_clock_shift(settings.HOME, settings.CLOCK_SHIFT)

    def _stages(self) -> list[Stage]:
        """The company's own stages, which an installation has as well; then what only a demonstration invents."""
        company = DATA / "company"
        folders = Folders(company, DATA / "content", DATA / "questions")
        return [
            # A demonstration begins with a matrix in force; an installation publishes its own with a signature.
            *company_stages(folders, None, load_matrix=lambda folder, _load: curricula.load_matrix(folder)),
            Stage("people and postings", self._people),
            Stage("published processes", lambda: publish_processes(company)),
            Stage("assignments", curricula.rebuild_assignments),
            Stage("paper certificates", self._papers),
            Stage("learning history", self._history),
            Stage("qualifications", records.issue_due_qualifications),
            Stage("waivers", self._waivers),
            Stage("settling", curricula.rebuild_assignments),
        ]

    def _people(self) -> None:
        self.invented = invent_people(self.people_yaml, self.seed)
        self.people = write_people(self.invented, self.as_of)

    def _history(self) -> None:
        """Acts as evidence, oldest first, each with its entry in the audit trail; one transaction."""
        plot = self._plot()
        for code, day in plot.revised.items():
            Activity.objects.filter(code=code).update(
                revised_on=day,
                revision_note_zh="收货程序改版：近效期批单独登记。",
                revision_note_en="The receiving procedure now registers short-dated lots apart.",
            )
        needs: dict[int, set[int]] = defaultdict(set)
        for activity, needed in Activity.prerequisites.through.objects.values_list(
            "from_activity_id", "to_activity_id"
        ):
            needs[activity].add(needed)
        acts = list(
            invent_history(self._tasks(), needs, self.people_yaml["history"], plot, as_of=self.as_of, seed=self.seed)
        )
        writer = EvidenceWriter(self.people, self.seed)
        hall = ExamHall(writer.people, self.seed)
        sandbox = DrillRoom(writer.people, self.seed)
        drills = [act for act in acts if sandbox.takes(act)]
        sat = [(act, hall.seats(act, writer.job_roles[act.person])) for act in acts if not sandbox.takes(act)]
        facts = sorted(
            (fact for act, item in sat if item is None for fact in writer.facts(act)),
            key=lambda fact: (fact.occurred_at, fact.source_key),
        )
        with transaction.atomic():
            EvidenceFact.objects.bulk_create(facts, batch_size=1000)
            record_changes(records.evidence_change(fact) for fact in facts)
            for act, item in sorted(sat, key=lambda pair: (pair[0].on, pair[0].person, pair[0].number)):
                if item is not None:
                    hall.sit(act, item)
            for act in drills:
                sandbox.play(act)

    def _tasks(self) -> list[Task]:
        rows = Assignment.objects.select_related("activity", "go_live").order_by(
            "person_id", "due_on", "activity__code"
        )
        return [
            Task(
                row.person_id, row.activity_id, row.activity.code, row.go_live.code, row.method, row.from_day,
                row.planned_on, row.due_on, row.activity.planned_minutes,
            )
            for row in rows
            if row.to_day is None
        ]  # fmt: skip

    def _plot(self) -> Plot:
        """The planted cases (people.yaml), as what people did or did not do."""
        named = {one.name: self.people[one.number].pk for one in self.invented}
        plot = Plot(revised={"ACT-P2P-02": date(2026, 11, 10)})
        plot.never |= {(named["唐志远"], "ACT-MGT-01"), (named["张敏"], "ACT-MFG-04"), (named["张敏"], "ACT-MFG-05")}
        plot.never |= {(named["周婷"], code) for code in ("ACT-P2P-02", "ACT-P2P-04", "ACT-P2P-01", "ACT-P2P-06")}
        # Everybody on the sign-in page finds something to do: the first week's lesson and exam, due a week before the day.
        # The learner among them has the basics behind her and the first drill before her.
        plot.never |= {(cast.person.pk, "ACT-CUT-04") for cast in demo_cast()}
        plot.always |= {(named["周婷"], f"ACT-BAS-0{number}") for number in range(1, 5)}
        plot.only_level[named["高磊"], "ACT-MFG-04"] = 2
        plot.fails_only[named["何军"], "ACT-P2P-02"] = 2
        plot.always |= {(named["谢东"], code) for code in ("ACT-MFG-01", "ACT-QA-02", "ACT-MFG-02")}
        for pk in Person.objects.filter(groups__name=access.ASSESSOR).values_list("pk", flat=True):
            plot.only_level[pk, "ACT-BAS-03"] = (
                4  # assessors judge others' records: their qualification asks for level 4
            )
        for one in self.invented:
            for span in one.absences:
                plot.absent[self.people[one.number].pk] = span
        receivers = [
            one for one in self.invented
            if one.main.job_role == "RECV" and one.main.site == "SZ" and one.main.ends_on is None
            and one.name not in {"周婷", "何军"} and one.main.starts_on < date(2026, 9, 1)
        ]  # fmt: skip
        plot.stale |= {(self.people[one.number].pk, "ACT-P2P-02") for one in receivers[:4]}
        absent = {one.main.job_role: self.people[one.number].pk for one in self.invented if one.absences}
        plot.never |= {(absent[row["job_role"]], row["activity"]) for row in self.people_yaml["history"]["waivers"]}
        _show_what_comes_first(plot)
        return plot

    def _papers(self) -> None:
        """Station certificates from paper with their own dates; they are older than anything shown here."""
        rules = self.people_yaml["history"]["migrated_certificates"]
        first, last = (date.fromisoformat(day) for day in rules["issued_between"])
        special = {row["person"]: row["valid_until"] for row in rules["exceptions"]}
        types = {row.station.code: row for row in QualificationType.objects.select_related("station") if row.station}
        dice, papers = Random(f"{self.seed}:paper"), []
        for one in self.invented:
            kind = types.get(one.main.station)
            if kind is None or (one.name in special and special[one.name] is None):
                continue
            issued = max(first + timedelta(days=dice.randint(0, (last - first).days)), one.main.starts_on)
            ends = curricula.add_months(issued, kind.validity_months)
            if one.name in special:
                ends = date.fromisoformat(special[one.name])
                issued = curricula.add_months(ends, -kind.validity_months)
            papers.append(records.PaperCertificate(self.people[one.number], kind, issued, ends))
        self._lapsed_papers_as_evidence(papers)
        records.issue_paper_certificates(
            papers, actor=None, reason="纸质证书按原有效期迁入 / Paper certificates taken over"
        )

    def _lapsed_papers_as_evidence(self, papers: list[records.PaperCertificate]) -> None:
        """A paper certificate that ended before the demonstration's day was once a practical: it counts as lapsed evidence."""
        shown_by = Activity.objects.get(code="ACT-MFG-04")
        for paper in papers:
            if paper.valid_until < self.as_of:
                records.record_evidence(
                    paper.person, shown_by, method="practical", outcome="passed", valid_until=paper.valid_until,
                    occurred_at=demo_moment(paper.valid_from, 9), source="external", content_version="paper",
                    source_key=f"paper:{paper.person.number}:{paper.type.code}", reason="纸质证书 / Paper certificate",
                )  # fmt: skip

    def _waivers(self) -> None:
        for row in self.people_yaml["history"]["waivers"]:
            absent = next(one for one in self.invented if one.main.job_role == row["job_role"] and one.absences)
            owner = next(one for one in self.invented if one.main.job_role == row["owner_job_role"])
            mark = AssignmentMark.objects.create(
                kind="waiver", person=self.people[absent.number], activity=Activity.objects.get(code=row["activity"]),
                owner=self.people[owner.number], until=date.fromisoformat(row["expires"]), made_at=clock.now(),
                mitigation=f"{row['mitigation']['zh']} / {row['mitigation']['en']}", made_by=self.people[owner.number],
            )  # fmt: skip
            record_changes(
                [
                    Change(
                        "waiver",
                        mark.uuid,
                        "create",
                        mark.mitigation,
                        after={"until": mark.until},
                        actor=mark.made_by,
                        subject_label=f"{mark.person.name} · {mark.activity.code}",
                    )
                ]
            )


class EvidenceWriter:
    """Turns acts into rows of evidence: items, assessors and moments of the day are chosen by a seeded die."""

    def __init__(self, people: dict[str, Person], seed: int) -> None:
        self.people = {person.pk: person for person in people.values()}
        self.dice = Random(f"{seed}:evidence")
        self.assessors = list(Person.objects.filter(groups__name="assessor").order_by("number"))
        self.activities = Activity.objects.in_bulk()
        self.job_roles: dict[int, set[int]] = defaultdict(set)
        for person, role in Posting.objects.values_list("person_id", "job_role_id"):
            self.job_roles[person].add(role)
        self.stations: dict[int, set[int | None]] = defaultdict(set)
        for person, station in Posting.objects.values_list("person_id", "station_id"):
            self.stations[person].add(station)
        self.items: dict[tuple[int, str], list[LearningItem]] = defaultdict(list)
        for item in LearningItem.objects.order_by("position").prefetch_related("only_job_roles"):
            self.items[item.activity_id, item.method].append(item)

    def facts(self, act: Act) -> Iterator[EvidenceFact]:
        """The rows of an act: one, or one for each lesson of the activity, a few minutes after each other."""
        items = self._items(act)
        first = self._fact(act, items[0] if items else None)
        yield first
        for number, item in enumerate(items[1:] if act.is_whole else (), start=1):
            yield EvidenceFact(
                person=first.person, activity=first.activity, item=item, method=act.method, outcome=act.outcome,
                minutes=first.minutes, occurred_at=first.occurred_at + timedelta(minutes=number), occurred_on=act.on,
                recorded_at=first.recorded_at + timedelta(minutes=number), source="imported", content_version="1.0",
                details=first.details, source_key=f"{first.source_key}:{item.ref}",
            )  # fmt: skip

    def _fact(self, act: Act, item: LearningItem | None) -> EvidenceFact:
        """One row; its key is the act itself, so that building twice would count once."""
        hour, minute = self.dice.randint(8, 16), self.dice.randint(0, 59)
        at = min(demo_moment(act.on, hour, minute), clock.now() - timedelta(minutes=self.dice.randint(1, 50)))
        return EvidenceFact(
            person=self.people[act.person], activity=self.activities[act.activity], item=item, method=act.method, outcome=act.outcome,
            level=act.level, score=None if act.score is None else Decimal(act.score), minutes=act.minutes, occurred_at=at,
            occurred_on=act.on, recorded_at=at, judged_by=self._assessor(act), source="imported",
            content_version="1.0", details={"attempt": act.number},
            source_key=f"history:{act.person}:{act.activity}:{act.method}:{act.outcome}:{act.number}:{act.on}",
        )  # fmt: skip

    def _items(self, act: Act) -> list[LearningItem]:
        """The items of the activity that are shown this way and meant for this person's role and station, in order."""
        return [item for item in self.items.get((act.activity, act.method), ()) if self._is_meant_for(item, act.person)]

    def _is_meant_for(self, item: LearningItem, person: int) -> bool:
        only = {role.pk for role in item.only_job_roles.all()}
        if only and not only & self.job_roles[person]:
            return False
        return item.only_station_id is None or item.only_station_id in self.stations[person]

    def _assessor(self, act: Act) -> Person | None:
        if act.method not in WATCHED or not self.assessors:
            return None
        return self.dice.choice([one for one in self.assessors if one.pk != act.person])


def _show_what_comes_first(plot: Plot) -> None:
    """Whoever has a part in a planted case has shown its prerequisites, else the case could not arise."""
    first: dict[str, set[str]] = defaultdict(set)
    for code, needed in Activity.prerequisites.through.objects.values_list("from_activity__code", "to_activity__code"):
        first[code].add(needed)
    waiting = [*plot.always, *plot.stale, *plot.fails_only, *plot.only_level]
    while waiting:
        person, code = waiting.pop()
        for needed in first[code]:
            if (person, needed) not in plot.always | plot.never:
                plot.always.add((person, needed))
                waiting.append((person, needed))


def _draw_bar(done: int, total: int, label: str, *, is_last: bool = False) -> None:
    """A bar that is redrawn on a terminal, and plain lines where there is none."""
    width = 28
    filled = width * done // total
    line = f"[{'#' * filled}{'.' * (width - filled)}] {done:>2}/{total} {label}"
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\033[K{line}" + ("\n" if is_last and done == total else ""))
    elif is_last:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
