"""`manage.py load_company`: a company comes from its files, on the record; edits since are never overwritten silently."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from curricula.api import describe_step, open_draft, save_cell, step_record
from curricula.models import (
    Activity,
    Chain,
    ChainVersion,
    Department,
    GoLive,
    JobRole,
    MatrixVersion,
    Milestone,
    ProductionLine,
    Requirement,
    Shift,
    Site,
    Station,
    Step,
)
from curricula.processes.working import work_record
from curricula.training.matrix_services import CELL_FIELDS
from lms.exchange.models import LoadedRecord
from lms.foundation.api import access, clock, digest_of, verify_audit_trail
from lms.foundation.models import AuditEntry
from tests.curricula.milestones.factories import move
from tests.exchange.company.factories import change, counted, example, lead, replace, run
from tests.factories import make_person

pytestmark = pytest.mark.django_db
# Organisation, processes, goal with indicator, go-live with milestones and blackout, activities, cells of the matrix.
RECORDS = (2 + 1 + 2 + 1 + 1 + 3) + (1 + 2 + 1 + 3) + 2 + (1 + 5 + 1) + 4 + 7


@pytest.fixture(autouse=True)
def _lead() -> None:
    lead()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return example(tmp_path / "company")


def test_the_example_loads_as_it_is_and_a_second_time_nothing_changes(folder: Path) -> None:
    first = run(folder)
    entries = AuditEntry.objects.count()

    assert first == (0, {"added": RECORDS, "changed": 0, "unchanged": 0, "kept": [], "errors": []})
    assert run(folder) == (0, {"added": 0, "changed": 0, "unchanged": RECORDS, "kept": [], "errors": []})
    assert (AuditEntry.objects.count(), LoadedRecord.objects.count()) == (entries, RECORDS)


def test_what_was_loaded_stands_as_the_files_say(folder: Path) -> None:
    run(folder)

    site = Site.objects.get()
    assert (site.code, site.zone, [shift.code for shift in site.shifts.all()]) == (
        "PLANT",
        "Asia/Shanghai",
        ["day", "night"],
    )
    assert (ProductionLine.objects.get().site, Station.objects.get().name_en) == (site, "Sealing")
    assert list(JobRole.objects.values_list("code", "department__code")) == [
        ("INSPECT", "QUA"), ("QA-MGR", "QUA"), ("RECV", "WHS"),
    ]  # fmt: skip
    assert list(Step.objects.values_list("code", flat=True)) == ["INB-10", "INB-20", "INB-30"]
    assert (Activity.objects.count(), Milestone.objects.count()) == (4, 5)


def test_the_matrix_arrives_as_a_draft_and_processes_unpublished(folder: Path) -> None:
    run(folder)

    draft = MatrixVersion.objects.get()
    assert draft.created_by is not None
    assert (draft.state, draft.created_by.number, draft.signature) == ("draft", "YF1", None)
    assert (Requirement.objects.filter(since=draft).count(), ChainVersion.objects.count()) == (7, 0)


def test_every_record_has_an_entry_with_who_and_why(folder: Path) -> None:
    run(folder, reason="We begin with plant one")

    entries = AuditEntry.objects.all()
    assert set(entries.values_list("actor__number", "reason")) == {("YF1", "We begin with plant one")}
    assert entries.count() == RECORDS
    step = entries.get(subject_kind="step", subject_label__startswith="INB-10")
    assert step.after is not None
    assert (step.action, step.before, step.after["name_en"]) == ("load", None, "Goods receipt")
    assert sorted(duty["kind"] for duty in step.after["duties"]) == ["approves", "checks", "does"]
    assert list(verify_audit_trail()) == []


def test_a_changed_file_changes_what_it_says_and_nothing_else(folder: Path) -> None:
    run(folder)
    replace(folder, "ids.yaml", "en: Warehouse}", "en: Warehouse and yard}")

    assert counted(run(folder)[1]) == (0, 1, RECORDS - 1)
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.subject_kind, entry.before, entry.after) == (
        "department",
        {"name_en": "Warehouse"},
        {"name_en": "Warehouse and yard"},
    )


def test_a_company_may_begin_with_organisation_and_processes_only(folder: Path) -> None:
    for name in ("goals.yaml", "milestones.yaml", "activities.yaml", "matrix.csv"):
        (folder / name).unlink()

    code, outcome = run(folder)

    assert (code, outcome["errors"], Step.objects.count(), MatrixVersion.objects.count()) == (0, [], 3, 0)


def test_a_file_may_refer_to_what_an_earlier_load_brought(folder: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    later.mkdir()
    for name in ("activities.yaml", "matrix.csv"):
        (folder / name).rename(later / name)
    run(folder)

    code, outcome = run(later)

    assert (code, outcome["errors"], counted(outcome)) == (0, [], (11, 0, 0))


def test_usual_shifts_need_no_names(folder: Path) -> None:
    change(folder, "ids.yaml", lambda ids: ids.pop("shifts"))

    run(folder)

    assert list(Shift.objects.values_list("code", "name_zh", "name_en")) == [
        ("day", "白班", "Day"),
        ("night", "夜班", "Night"),
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(folder: Path) -> None:
    assert counted(run(folder, "--dry-run")[1]) == (RECORDS, 0, 0)

    written = [model.objects.count() for model in (Site, Step, AuditEntry, LoadedRecord, MatrixVersion)]
    assert written == [0, 0, 0, 0, 0]


def edit_step(**texts: str) -> None:
    step = Step.objects.get(code="INB-10")
    record = step_record(step)
    describe_step(
        step, texts, record["exceptions"], work_record(step), opened=digest_of(record), actor=make_person("作者"), reason="Said better",
    )  # fmt: skip


def test_what_was_edited_on_a_page_since_stays_and_is_named(folder: Path) -> None:
    run(folder)
    edit_step(action_en="Scan, count, label")
    change(folder, "processes.yaml", lambda pack: pack["steps"][0]["trigger"].update(en="A lorry is at the gate"))

    code, outcome = run(folder)

    assert (code, counted(outcome)) == (0, (0, 0, RECORDS - 1))
    assert [(one["kind"], one["code"]) for one in outcome["kept"]] == [("step", "INB-10")]
    step = Step.objects.get(code="INB-10")
    assert (step.action_en, step.trigger_en, step.duties.count()) == ("Scan, count, label", "A lorry arrives", 3)


def test_an_edit_that_the_file_says_as_well_is_no_conflict(folder: Path) -> None:
    run(folder)
    edit_step(action_en="Scan, count, label")
    change(folder, "processes.yaml", lambda pack: pack["steps"][0]["action"].update(en="Scan, count, label"))

    assert run(folder)[1] == {"added": 0, "changed": 0, "unchanged": RECORDS, "kept": [], "errors": []}


def test_overwriting_is_asked_for_and_stands_in_the_trail(folder: Path) -> None:
    run(folder)
    edit_step(action_en="Scan, count, label")

    _code, outcome = run(folder, "--overwrite", reason="The procedure of record rules")

    assert (counted(outcome), outcome["kept"]) == ((0, 1, RECORDS - 1), [])
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.action, entry.reason, entry.before) == (
        "load",
        "The procedure of record rules",
        {"action_en": "Scan, count, label"},
    )


def test_what_was_there_before_any_load_is_not_overwritten_either(folder: Path) -> None:
    Department.objects.create(code="WHS", name_zh="老仓库", name_en="The old warehouse")

    _code, outcome = run(folder)

    assert [(one["kind"], one["code"]) for one in outcome["kept"]] == [("department", "WHS")]
    assert Department.objects.get(code="WHS").name_en == "The old warehouse"


def test_what_no_file_states_is_no_edit(folder: Path) -> None:
    run(folder)
    Department.objects.filter(code="WHS").update(head=make_person("部门负责人"))
    replace(folder, "ids.yaml", "en: Warehouse}", "en: Warehouse and yard}")

    assert counted(run(folder)[1]) == (0, 1, RECORDS - 1)
    assert Department.objects.get(code="WHS").head is not None


def test_a_moved_go_live_keeps_its_day_and_the_load_says_so(folder: Path) -> None:
    run(folder)
    go_live = GoLive.objects.get()
    stated = go_live.on
    move(go_live, stated.replace(day=8))

    _code, outcome = run(folder)

    assert [(one["kind"], one["code"]) for one in outcome["kept"]] == [("go_live", "W1")]
    assert GoLive.objects.get().on == stated.replace(day=8)
    assert Milestone.objects.get(code="M-GOLIVE").starts_at.date() == stated.replace(day=8)


def test_a_changed_row_of_the_matrix_opens_the_next_draft_with_that_cell_alone(folder: Path) -> None:
    run(folder)
    MatrixVersion.objects.update(state=MatrixVersion.State.PUBLISHED, published_at=clock.now())
    replace(folder, "matrix.csv", "QA-MGR,ACT-INB-03,2", "QA-MGR,ACT-INB-03,3")

    assert counted(run(folder)[1]) == (0, 1, RECORDS - 1)
    draft = MatrixVersion.objects.get(state="draft")
    assert list(draft.begun.values_list("job_role__code", "activity__code", "level")) == [("QA-MGR", "ACT-INB-03", 3)]
    assert draft.ended.count() == 1


def test_a_cell_that_was_edited_on_the_page_stays(folder: Path) -> None:
    run(folder)
    cell = Requirement.objects.get(job_role__code="QA-MGR", activity__code="ACT-INB-03")
    editor = make_person("吴岚", access.TRAINING_LEAD)
    draft = open_draft(editor)
    save_cell(
        draft, {**{name: getattr(cell, name) for name in CELL_FIELDS}, "level": 4}, replaces=cell, actor=editor, reason="Coaches others",
        edit_count=draft.edit_count,
    )  # fmt: skip

    _code, outcome = run(folder)

    assert [(one["kind"], one["code"]) for one in outcome["kept"]] == [("requirement", "QA-MGR × ACT-INB-03")]
    assert Requirement.objects.get(job_role__code="QA-MGR", activity__code="ACT-INB-03", until=None).level == 4


@pytest.mark.parametrize("role", [None, access.AUTHOR, access.ADMINISTRATOR, access.AUDITOR, access.EXECUTIVE])
def test_without_the_right_nothing_is_loaded(folder: Path, role: str | None) -> None:
    make_person("路人", *([role] if role else []), number="YF9")

    with pytest.raises(CommandError, match="路人"):
        run(folder, number="YF9")

    assert (Site.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_super_administrator_loads_as_well(folder: Path) -> None:
    make_person("贺丽", access.SUPER_ADMINISTRATOR, number="YF8")

    assert counted(run(folder, number="YF8")[1]) == (RECORDS, 0, 0)


def test_a_blank_reason_is_refused(folder: Path) -> None:
    with pytest.raises(CommandError):
        run(folder, reason=" ")

    assert not Chain.objects.exists()


@pytest.mark.parametrize("arguments", [[], ["--as", "YF1"], ["--reason", "why"], ["--as", "NOBODY", "--reason", "why"]])
def test_who_and_why_are_asked_for(folder: Path, arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("load_company", str(folder), *arguments)


def test_the_template_is_written_once(tmp_path: Path) -> None:
    out = StringIO()
    target = tmp_path / "new" / "company"

    call_command("load_company", "--template", str(target), stdout=out)

    names = sorted(path.name for path in target.iterdir())
    assert names == ["activities.yaml", "goals.yaml", "ids.yaml", "matrix.csv", "milestones.yaml", "processes.yaml"]
    assert all(name in out.getvalue() for name in names)
    (target / "ids.yaml").write_text("mine", "utf-8")
    with pytest.raises(CommandError, match=r"ids\.yaml"):
        call_command("load_company", "--template", str(target))
    assert (target / "ids.yaml").read_text("utf-8") == "mine"


def test_without_json_the_outcome_is_printed_for_a_reader(folder: Path) -> None:
    replace(folder, "ids.yaml", "dept: WHS", "dept: WHX")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("load_company", str(folder), "--as", "YF1", "--reason", "why", stdout=out)

    printed: Any = out.getvalue()
    assert "ids.yaml, line 26, job_roles › RECV › dept:" in printed
    assert "1 problems; nothing was written." in printed
