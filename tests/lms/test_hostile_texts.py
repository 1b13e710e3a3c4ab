"""Texts of people that look like markup: every list shows them as they were written, and none of them becomes markup."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from cms.models import LessonItem
from curricula.models import Activity, Chain, Department, GoLive, JobRole, Shift, Site, Step
from lms.foundation.models import Person
from lms.records.exams.question_loading import load_entries
from lms.records.models import QualificationType, Question
from reporting.snapshots.taking import take_snapshot
from tests.cms.factories import make_item, signed_in
from tests.exchange.factories import dry_run, line, make_company
from tests.factories import make_activity, make_person, make_requirement
from tests.records.exams.factories import entry, make_exam_item, option, text
from tests.reporting.factories import go_live_at, make_type, make_worked_step, make_worker, qualify, settle_all, show

pytestmark = pytest.mark.django_db

MARKS = (
    "person", "latin", "department", "role", "site", "shift", "step", "chain", "activity", "golive", "type", "title",
    "question", "option",
)  # fmt: skip


def hostile(mark: str) -> str:
    """Ends an attribute of either quote, opens a script, and holds what could be read as an entity."""
    return f"""'"><script>{mark}</script>&lt; &"""


class Reading(HTMLParser):
    """What a browser makes of a page: its texts and the values of attributes on one side, what would run on the other."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes are texts too; a script begins."""
        self._in_script = tag == "script"
        self.texts += [value for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        """No script runs on past its end."""
        self._in_script = False

    def handle_data(self, data: str) -> None:
        """To the one side or the other."""
        (self.scripts if self._in_script else self.texts).append(data)


def marks_of(client: Client, path: str) -> set[str]:
    """Whose texts a page shows whole, having made sure that none of them would run."""
    response: Any = client.get(path)
    assert response.status_code == 200, path
    reading = Reading(response.content.decode())
    assert not set(MARKS) & {script.strip() for script in reading.scripts}, path
    shown = "\n".join(reading.texts)
    return {mark for mark in MARKS if hostile(mark) in shown}


@pytest.fixture
def people() -> dict[str, Person]:
    """A small company in which everything that has a name has a hostile one; its people by what they may see."""
    go_live = go_live_at()
    lead = make_person("吴岚", "training_lead")
    step = make_worked_step("P2P-40", does="RECV", at=(("SZ", "day"),))
    drill = make_activity("ACT-P2P-01")
    drill.steps.set([step])
    make_requirement("RECV", drill)
    exam = make_exam_item().activity
    make_requirement("RECV", exam, method="exam", risk="medium")
    reading = make_activity("ACT-P2P-03", form="lesson", assessment="read_and_sign")
    make_item(activity=reading)
    make_requirement("RECV", reading, method="read_and_sign", risk="medium", level=1)
    learner = make_worker("收货一", "RECV", shift="day", number="YF20260001")
    make_worker("收货二", "RECV", shift="day", number="YF20260002")
    show(learner, drill)
    qualify(learner, make_type("QL-RECV", step))
    settle_all()
    answers = [option("a", correct=True, **text(hostile("option"))), *(option(key) for key in "bcd")]
    load_entries([entry("Q-P2P-40-09", stem=text(hostile("question")), options=answers)])
    viewers = {role: make_person("吴岚", role) for role in ("auditor", "administrator", "super_administrator")}
    make_person("何军", "assessor")
    Person.objects.exclude(pk__in=[lead.pk, *(person.pk for person in viewers.values())]).update(
        name=hostile("person"), name_latin=hostile("latin")
    )
    for model, mark in (
        (Department, "department"), (JobRole, "role"), (Site, "site"), (Shift, "shift"), (Step, "step"), (Chain, "chain"),
        (Activity, "activity"), (GoLive, "golive"), (QualificationType, "type"),
    ):  # fmt: skip
        model.objects.update(name_zh=hostile(mark), name_en=hostile(mark))
    LessonItem.objects.update(title_zh=hostile("title"), title_en=hostile("title"))
    take_snapshot(go_live, actor=lead)
    return {"learner": learner, "lead": lead, **viewers}


SHOWN = {
    ("learner", "/my-path/"): "activity department golive latin person role shift site type",
    ("learner", "/qualifications/mine/"): "person type",
    ("learner", "/processes/"): "chain person role site step",
    ("learner", "/lessons/"): "chain person",
    ("learner", "/activities/ACT-P2P-01/"): "activity golive person role site step",
    ("learner", "/activities/ACT-P2P-03/"): "activity golive person role site title",
    ("lead", "/people/"): "department person role shift site",
    ("lead", "/people/YF20260001/"): "activity department latin person role shift site",
    ("lead", "/people/YF20260001/evidence/"): "activity person",
    ("lead", "/matrix/"): "activity department role",
    ("lead", "/matrix/RECV/ACT-P2P-01/"): "activity golive role site",
    ("lead", "/coverage/"): "chain department golive role site",
    ("lead", "/coverage/names/"): "chain department golive latin person role shift site",
    ("lead", "/cover/"): "chain golive shift site step",
    ("lead", "/proficiency/"): "department golive role step",
    ("lead", "/processes/"): "chain role site step",
    ("lead", "/processes/P2P-40/"): "activity chain role shift site step",
    ("lead", "/processes/P2P-40/edit/"): "role shift site step",
    ("lead", "/processes/chains/"): "chain",
    ("lead", "/processes/chains/P2P/"): "chain step",
    ("lead", "/processes/chains/P2P/publish/"): "chain step",
    ("lead", "/go-lives/"): "golive site",
    ("lead", "/go-lives/W1/"): "activity department golive person",
    ("lead", "/go-lives/W1/move/"): "golive",
    ("lead", "/exams/bank/"): "chain step",
    ("lead", "/exams/bank/QUESTION/"): "activity option question step",
    ("lead", "/exams/results/"): "activity latin",
    ("lead", "/qualifications/"): "department person type",
    ("lead", "/readiness/"): "chain department site",
    ("lead", "/snapshots/"): "golive",
    ("auditor", "/personal-reads/"): "person",
    ("administrator", "/accounts/"): "person",
    ("super_administrator", "/access/"): "person",
}
"""Of each page, by who opens it, whose texts stand on it: a page that shows none of them proves nothing."""


def test_hostile_names_are_shown_as_written_and_never_run(people: dict[str, Person]) -> None:
    question = Question.objects.get(code="Q-P2P-40-09")
    clients = {role: signed_in(person) for role, person in people.items()}
    found = {}
    for role, path in SHOWN:
        found[role, path] = " ".join(sorted(marks_of(clients[role], path.replace("QUESTION", str(question.uuid)))))
    assert found == SHOWN


def test_a_hostile_name_in_an_imported_file_is_shown_as_written() -> None:
    make_company()
    lead = make_person("吴岚", "training_lead")
    received = dry_run([line("YF20260009", name=hostile("person"))], actor=lead)
    assert marks_of(signed_in(lead), f"/people/import/{received.uuid}/") == {"person"}


def test_the_reader_of_these_tests_notices_what_was_not_escaped() -> None:
    assert Reading(f'<p title="{hostile("person")}">').scripts == ["person"]
