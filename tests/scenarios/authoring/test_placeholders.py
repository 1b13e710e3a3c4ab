"""A text that nobody has written yet never reaches a learner: named with line and field, and neither published nor taken in."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from scenarios.authoring import services
from scenarios.authoring.document import parsed, written
from scenarios.authoring.drafting import draft_of
from scenarios.authoring.models import ScenarioDraft
from scenarios.authoring.placeholders import BRIEF, DEBRIEF, WANTED, unwritten_texts
from scenarios.authoring.workbench import workbench_text
from scenarios.datasets.api import dataset
from scenarios.engine.api import Command, play
from scenarios.grading.api import Mode, load_scenario, open_drill, write_bundle
from scenarios.models import ScenarioVersion
from tests.scenarios.authoring.test_writing_a_drill import lead, recorded_draft, with_wrong_ways
from tests.scenarios.drills.factories import small_paths, small_source
from tests.scenarios.grading.drills import text_of


def placed(**texts: Any) -> str:
    """A whole drill in which some texts are still the placeholders."""
    return written(parsed(small_source("P2P-03")) | texts)


def test_what_is_made_on_the_workbench_names_each_text_that_is_to_be_written() -> None:
    company = dataset("S")
    source = workbench_text(company)
    scenario = load_scenario(source, file="x").scenario
    assert scenario is not None
    opening = open_drill(scenario, company, seed=0, mode=Mode.PRACTICE)
    args = {"to": "wang.ap", "subject": "Hello", "text": "Hello"}
    state, entries = play(opening.state, Command("message.send", args, user=scenario.seats[0].hats[0], seat="learner"))
    title = {"zh": "新", "en": "New"}
    made = draft_of(source, opening, entries, company, code="QX-09", title=title, cut=0, answers={})
    assert state.seq == opening.state.seq + 1
    assert [problem.field for problem in unwritten_texts(made.text, file="x")] == [
        "brief.zh",
        "brief.en",
        "wanted[1].zh",
        "wanted[1].en",
        "debrief.zh",
        "debrief.en",
    ]


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        ({"brief": BRIEF}, ["brief.zh", "brief.en"]),
        ({"brief": {"zh": BRIEF["en"], "en": "Written."}}, ["brief.zh"]),
        ({"debrief": {"zh": "写好了。", "en": f"First line.\n\n{DEBRIEF['en']}\n"}}, ["debrief.en"]),
        ({"wanted": [{"zh": "做完。", "en": "Done."}, WANTED]}, ["wanted[2].zh", "wanted[2].en"]),
        ({"title": {"zh": "标题", "en": "TODO title"}}, ["title.en"]),
        ({"title": {"zh": "标题", "en": "Todo está listo"}}, []),
        ({}, []),
    ],
)
def test_a_placeholder_is_found_wherever_it_stands(texts: dict[str, Any], fields: list[str]) -> None:
    text = placed(**texts)
    found = unwritten_texts(text, file="drill.yaml")
    assert [problem.field for problem in found] == fields
    for problem in found:
        key = problem.field.rpartition(".")[2]
        assert text.splitlines()[problem.line - 1].lstrip(" -").startswith(f"{key}:")


def test_a_placeholder_in_a_recorded_way_is_found_at_its_line() -> None:
    paths = dict(small_paths("P2P-03"))
    name = next(iter(paths))
    way = parsed(paths[name])
    paths[name] = written(way | {"title": {"zh": "做法", "en": "TODO"}})
    text = write_bundle(small_source("P2P-03"), paths)
    [problem] = unwritten_texts(text, file="x")
    assert (problem.field, text.splitlines()[problem.line - 1].strip()) == (f"paths.{name}.title.en", "en: TODO")


def test_the_sentence_names_the_field_as_the_form_does_in_both_languages() -> None:
    [_zh, en] = unwritten_texts(placed(brief=BRIEF), file="drill.yaml")
    assert en.sentence.say("en") == (
        "“Situation (English)” still holds the placeholder “Say what situation the learner meets.”, which learners would "
        "read as it stands. Write the text itself."
    )
    assert en.sentence.say("zh") == (
        "“情境（英文）”里还是占位文字“Say what situation the learner meets.”，学员会原样读到。请写出真正的内容。"
    )


def test_no_drill_of_the_catalogue_holds_a_placeholder() -> None:
    files = [path["file"] for path in parsed(text_of("index.yaml"))["drills"] if path.get("file")]
    assert len(files) >= 40
    assert [problem for file in files for problem in unwritten_texts(text_of(file), file=file)] == []


@pytest.mark.django_db
def test_a_draft_with_a_placeholder_is_checked_as_unwritten_and_not_published() -> None:
    client, person = lead()
    draft = with_wrong_ways(person, recorded_draft(person))
    assert services.check_draft(draft).holds
    draft = services.change_draft(
        draft, lambda tree, paths: ({**tree, "debrief": dict(DEBRIEF)}, paths), edit_count=draft.edit_count
    )
    checked = services.check_draft(draft)
    assert (checked.contract_holds, checked.holds, len(checked.unwritten)) == (True, False, 2)
    for language, words in (("en", "“Debrief (English)”"), ("zh-hans", "“讲评（英文）”")):
        person.language = language
        person.save()
        page = client.get(reverse("drill-draft-check", args=[draft.uuid])).content.decode()
        assert words in page
        assert "QX-01.yaml:" in page
        assert reverse("drill-draft-publish", args=[draft.uuid]) not in page
    with translation.override("en"), pytest.raises(services.DraftRefused, match=r"debrief\.en: “Debrief \(English\)”"):
        services.publish_draft(draft, actor=person, reason="Now", edit_count=draft.edit_count)
    assert ScenarioVersion.objects.filter(scenario__code="QX-01", is_trial=False).count() == 0


@pytest.mark.django_db
def test_a_file_with_a_placeholder_is_refused_with_line_and_field_and_nothing_is_made() -> None:
    client, person = lead()
    text = write_bundle(placed(brief={"zh": "写好了。", "en": BRIEF["en"]}), small_paths("P2P-03"))
    line = next(number for number, row in enumerate(text.splitlines(), 1) if BRIEF["en"] in row)
    for language, words in (("en", "Write the text itself."), ("zh-hans", "请写出真正的内容。")):
        person.language = language
        person.save()
        upload = SimpleUploadedFile("drill.yaml", text.encode())
        answer = client.post(reverse("drill-import"), {"file": upload})
        page = answer.content.decode()
        assert (answer.status_code, f"drill.yaml:{line}: brief.en" in page, words in page) == (422, True, True)
    assert ScenarioDraft.objects.count() == 0
