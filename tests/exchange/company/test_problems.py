"""Everything that is wrong in a company's files is listed with file, line, place and what to do, and nothing is written."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.utils import translation

from curricula.models import Chain, Site
from lms.foundation.models import AuditEntry
from lms.records.models import Question
from lms.settings.env import PROJECT
from tests.exchange.company.factories import change, example, lead, replace, run

pytestmark = pytest.mark.django_db
DATA = PROJECT / "lms" / "demo" / "data"
Alter = Callable[[Any], None]


@pytest.fixture(autouse=True)
def _lead() -> None:
    lead()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return example(tmp_path / "company")


def problems(folder: Path, *options: str) -> list[tuple[str, str, str]]:
    """File, place and English sentence of each problem; nothing was written for them."""
    with translation.override("en"):
        code, outcome = run(folder, *options)
    assert (code, bool(outcome["errors"])) == (1, True)
    assert (outcome["added"], outcome["changed"], outcome["unchanged"]) == (0, 0, 0)
    assert (Site.objects.exists(), Chain.objects.exists(), AuditEntry.objects.exists()) == (False, False, False)
    return [(one["file"], one["place"], one["message"]) for one in outcome["errors"]]


def step(number: int) -> Callable[[Any], Any]:
    return lambda pack: pack["steps"][number]


@pytest.mark.parametrize(
    ("name", "alter", "place", "sentence"),
    [
        (
            "ids.yaml",
            lambda ids: ids["sites"]["PLANT"].pop("en"),
            "sites › PLANT",
            "The text is missing in English (en).",
        ),
        (
            "ids.yaml",
            lambda ids: ids["sites"]["PLANT"].update(zone="Asia/Shanghi"),
            "sites › PLANT › zone",
            "Is “Asia/Shanghai” meant?",
        ),
        (
            "ids.yaml",
            lambda ids: ids["sites"]["PLANT"].update(shifts="day"),
            "sites › PLANT › shifts",
            "A list belongs here",
        ),
        (
            "ids.yaml",
            lambda ids: ids["departments"].update({"A B": {"zh": "甲", "en": "A"}}),
            "departments › A B",
            "no code",
        ),
        ("ids.yaml", lambda ids: ids.update(job_rolls={}), "job_rolls", "Is “job_roles” meant?"),
        (
            "ids.yaml",
            lambda ids: ids["departments"]["WHS"].update(zh="仓" * 201),
            "departments › WHS › zh",
            "201 characters; 200 fit",
        ),
        ("processes.yaml", lambda pack: step(0)(pack).pop("trigger"), "steps › INB-10", "“trigger” is missing."),
        (
            "processes.yaml",
            lambda pack: step(0)(pack).update(chain="INX"),
            "steps › INB-10 › chain",
            "no process chain “INX”",
        ),
        (
            "processes.yaml",
            lambda pack: step(0)(pack).update(predecessors=["INB-30"]),
            "steps › INB-10 › predecessors",
            "INB-10 → INB-30 → INB-20 → INB-10",
        ),
        ("processes.yaml", lambda pack: step(1)(pack).update(id="INB-10"), "steps › INB-10", "is used in line"),
        (
            "processes.yaml",
            lambda pack: step(0)(pack)["boundary"].update(approves=["RECV"]),
            "steps › INB-10 › boundary",
            "RECV does and approves",
        ),
        (
            "processes.yaml",
            lambda pack: step(0)(pack)["performed_at"].update(PLANT=["evening"]),
            "steps › INB-10 › performed_at › PLANT › 1",
            "no shift “evening”",
        ),
        (
            "processes.yaml",
            lambda pack: step(0)(pack).update(performed_at={}),
            "steps › INB-10 › performed_at",
            "At least 1",
        ),
        (
            "processes.yaml",
            lambda pack: step(0)(pack).pop("critical_reason"),
            "steps › INB-10",
            "critical without saying why",
        ),
        (
            "processes.yaml",
            lambda pack: step(0)(pack).update(critical="ja"),
            "steps › INB-10 › critical",
            "neither true nor false",
        ),
        (
            "goals.yaml",
            lambda pack: pack["goals"][0]["indicators"][0].update(baseline="viel"),
            "goals › TRACE › indicators › TRACE-1 › baseline",
            "not a number",
        ),
        (
            "goals.yaml",
            lambda pack: pack["goals"][0]["indicators"][0].update(target_date="2026-06-31"),
            "goals › TRACE › indicators › TRACE-1 › target_date",
            "not a day",
        ),
        (
            "goals.yaml",
            lambda pack: pack["goals"][0]["indicators"][0].update(target_date="2026-01-31"),
            "goals › TRACE › indicators › TRACE-1",
            "before it begins",
        ),
        (
            "milestones.yaml",
            lambda pack: pack["waves"][0]["milestones"][1].update(end="2027-04-01T09:00:00+08:00"),
            "waves › W1 › milestones › M-UAT",
            "before it begins",
        ),
        (
            "milestones.yaml",
            lambda pack: pack["blackouts"][0].update(to="2027-04-01"),
            "blackouts › BO-LABOUR",
            "before it begins",
        ),
        (
            "milestones.yaml",
            lambda pack: pack["waves"][0].update(go_live="2027-06-08"),
            "waves › W1 › milestones › M-GOLIVE",
            "Make them the same day",
        ),
        (
            "activities.yaml",
            lambda pack: pack["activities"][0].update(prerequisites=["ACT-INB-03"]),
            "activities › ACT-BAS-01 › prerequisites",
            "in a circle",
        ),
        (
            "activities.yaml",
            lambda pack: pack["activities"][0].update(planned_minutes="15"),
            "activities › ACT-BAS-01 › planned_minutes",
            "not a whole number",
        ),
        (
            "activities.yaml",
            lambda pack: pack["activities"][0].update(form="onlin"),
            "activities › ACT-BAS-01 › form",
            "Is “online” meant?",
        ),
        (
            "activities.yaml",
            lambda pack: pack["activities"][1]["content"][0].update({"for": "role=RECX"}),
            "activities › ACT-INB-01 › content › PR-RECV › for",
            "Is “RECV” meant?",
        ),
        (
            "activities.yaml",
            lambda pack: pack["activities"][1]["content"][0].update({"for": "RECV"}),
            "activities › ACT-INB-01 › content › PR-RECV › for",
            "limits nothing",
        ),
    ],
)
def test_one_thing_that_is_wrong_is_named_where_it_stands(
    folder: Path, name: str, alter: Alter, place: str, sentence: str
) -> None:
    change(folder, name, alter)

    found = problems(folder)

    assert [(file, where) for file, where, message in found if sentence in message] == [(name, place)], found


@pytest.mark.parametrize(
    ("old", "new", "column", "sentence"),
    [
        ("QA-MGR,ACT-INB-03,2", "QA-MGX,ACT-INB-03,2", "job_role", "Is “QA-MGR” meant?"),
        ("QA-MGR,ACT-INB-03,2", "QA-MGR,ACT-INB-03,5", "level", "5 is outside 0 to 4."),
        ("QA-MGR,ACT-INB-03,2", "QA-MGR,ACT-INB-03,two", "level", "“two” is not a whole number."),
        ("high,practical", "high,exam", "assessment", "A high-risk requirement closes by"),
        ("R24,AUDIT,by_site,", "R24,AUDIT,W9,", "wave", "There is no go-live wave “W9”."),
        ("R24,AUDIT,by_site,", "R24,AUDIT,by_site,everybody", "scope", "“everybody” is no scope."),
        ("R24,AUDIT,by_site,", "R24,AUDIT,by_site,station=SEEL", "scope", "Is “SEAL” meant?"),
        ("R24,AUDIT", "R99,AUDIT", "retraining", "“R99” is none of the values"),
    ],
)
def test_a_wrong_cell_of_the_matrix_is_named_with_its_row(
    folder: Path, old: str, new: str, column: str, sentence: str
) -> None:
    replace(folder, "matrix.csv", old, new)

    (found,) = problems(folder)

    assert (found[0], found[1].split(" › ")[1]) == ("matrix.csv", column)
    assert found[2].startswith(sentence) or sentence in found[2]


def test_a_matrix_without_a_column_a_double_row_and_a_short_one(folder: Path) -> None:
    lines = (folder / "matrix.csv").read_text("utf-8").splitlines()
    (folder / "matrix.csv").write_text("\n".join([*lines, lines[-1], "RECV,ACT-BAS-01"]), "utf-8")
    assert [(place, message[:40]) for _file, place, message in problems(folder)] == [
        ("QA-MGR × ACT-INB-03", "This job role, activity, scope and wave "),
        ("", "The row has 2 cells, the first line 13. "),
    ]

    (folder / "matrix.csv").write_text("\n".join(lines).replace("buffer_days", "buffer"), "utf-8")
    assert [message for _file, _place, message in problems(folder)] == [
        "The column “buffer_days” is missing in the first line. Add it.",
        "There is no column “buffer” in a matrix. Take it out. Is “buffer_days” meant?",
    ]


def test_all_problems_of_all_files_are_listed_at_once(folder: Path) -> None:
    replace(folder, "ids.yaml", "dept: WHS", "dept: WHX")
    change(folder, "processes.yaml", lambda pack: pack["steps"][0]["action"].update(en=" "))
    change(folder, "goals.yaml", lambda pack: pack["goals"][0].update(chains=["OUT"]))
    replace(folder, "matrix.csv", "QA-MGR,ACT-INB-03,2", "QA-MGR,ACT-INB-04,2")

    assert [(file, place) for file, place, _message in problems(folder)] == [
        ("ids.yaml", "job_roles › RECV › dept"),
        ("processes.yaml", "steps › INB-10 › action"),
        ("goals.yaml", "goals › TRACE › chains › 1"),
        ("matrix.csv", "QA-MGR × ACT-INB-04 › activity"),
    ]


def test_a_file_that_is_no_yaml_is_named_with_its_line_and_the_others_are_looked_at(folder: Path) -> None:
    (folder / "goals.yaml").write_text("goals:\n  - id: TRACE\n    name: {zh: 一, en: [\n", "utf-8")
    replace(folder, "matrix.csv", "QA-MGR,ACT-INB-03,2", "QA-MGR,ACT-INB-03,9")

    with translation.override("en"):
        _code, outcome = run(folder)

    assert [(one["file"], one["line"] > 0) for one in outcome["errors"] if one["file"] in {"goals.yaml", "matrix.csv"}] == [
        ("goals.yaml", True), ("matrix.csv", True),
    ]  # fmt: skip
    assert not Site.objects.exists()


def test_a_name_that_stands_twice_in_a_file_is_found(folder: Path) -> None:
    replace(
        folder,
        "ids.yaml",
        "  QUA: {zh: 质量部, en: Quality}",
        "  WHS: {zh: 质量部, en: Quality}\n  QUA: {zh: 质, en: Q}",
    )

    ((file, _place, message),) = problems(folder)

    assert (file, message) == ("ids.yaml", "“WHS” stands here twice; only one of them can hold. Take one out.")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"- a\n- b\n", b""])
def test_a_file_that_holds_something_else_is_said_so(folder: Path, content: bytes) -> None:
    (folder / "goals.yaml").write_bytes(content)

    assert problems(folder)[0][0] == "goals.yaml"


def test_an_empty_folder_and_none_at_all_are_said_so(tmp_path: Path) -> None:
    ((_file, _place, message),) = problems(tmp_path)
    assert message.startswith("None of the files of a company is in this folder")

    ((_file, _place, message),) = problems(tmp_path / "nowhere")
    assert message.startswith("There is no folder")


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A bank of two questions for the example's first step, taken from the demonstration."""
    target = tmp_path / "questions"
    copytree(DATA / "questions", target, ignore=lambda _path, names: [name for name in names if name != "p2p.yaml"])
    (target / "p2p.yaml").rename(target / "inb.yaml")

    def two(pack: Any) -> None:
        pack["questions"] = [{**one, "step": "INB-10"} for one in pack["questions"] if one["type"] == "single"][:2]

    change(target, "inb.yaml", two)
    return target


def test_questions_come_with_the_company(folder: Path, questions: Path) -> None:
    code, outcome = run(folder, "--questions", str(questions))

    assert (code, outcome["errors"], Question.objects.count()) == (0, [], 2)
    entry = AuditEntry.objects.filter(subject_kind="question").first()
    assert entry is not None
    assert (entry.actor.number if entry.actor else "", entry.reason) == ("YF1", "Set-up")


def test_a_question_that_cannot_be_taken_is_named_and_nothing_is_written(folder: Path, questions: Path) -> None:
    def spoil(pack: Any) -> None:
        pack["questions"][0].pop("options")
        pack["questions"][1]["options"][0].pop("feedback")

    change(questions, "inb.yaml", spoil)

    found = problems(folder, "--questions", str(questions))

    assert [(file, message.split("”")[0]) for file, _place, message in found] == [
        ("questions/inb.yaml", "“options"), ("questions/inb.yaml", "“feedback"),
    ]  # fmt: skip
    assert not Question.objects.exists()


def test_a_question_about_a_step_that_is_not_there_or_in_one_language_is_named(folder: Path, questions: Path) -> None:
    def spoil(pack: Any) -> None:
        pack["questions"][0]["step"] = "INB-99"
        pack["questions"][1]["options"][0].pop("en")

    change(questions, "inb.yaml", spoil)

    found = problems(folder, "--questions", str(questions))

    assert [message.split(".")[0] for _file, _place, message in found] == [
        "There is no process step “INB-99”", "The text is missing in English (en)",
    ]  # fmt: skip
