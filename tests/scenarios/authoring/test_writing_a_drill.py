"""A lead writes a drill from the first click to the learner's first attempt; nothing unproved is published."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from curricula.models import EvidenceFact
from lms.foundation.models import AuditEntry
from scenarios.authoring import drafts, services
from scenarios.authoring.document import parsed
from scenarios.authoring.models import ScenarioDraft
from scenarios.drills.handing_in import hand_in
from scenarios.drills.models import GradeResult, Scenario, ScenarioVersion
from scenarios.drills.queries import catalogue, current_version
from scenarios.grading.api import read_bundle, write_bundle
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.services import start_attempt
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt, make_result, play_recorded, small_paths, small_source

pytestmark = pytest.mark.django_db


def lead(role: str = "training_lead") -> tuple[Client, Any]:
    person = make_person("张三", role)
    client = Client()
    client.force_login(person)
    return client, person


def recorded_draft(person: Any) -> ScenarioDraft:
    attempt = make_attempt(person, "P2P-04")
    play_recorded(attempt, "p2p-04/good.yaml")
    return services.draft_from_attempt(
        person, attempt, code="QX-01", title={"zh": "来料不合格", "en": "Failed receipt"}, cut=0
    )


def tried(person: Any, draft: ScenarioDraft, file: str) -> Attempt:
    attempt = services.start_trial(person, draft, token=uuid4())
    play_recorded(attempt, file)
    return attempt


def with_wrong_ways(person: Any, draft: ScenarioDraft) -> ScenarioDraft:
    for number, file in enumerate(("p2p-04/pay-in-full.yaml", "p2p-04/quiet-return.yaml"), 1):
        title = {"zh": f"错误 {number}", "en": f"Wrong {number}"}
        trial = tried(person, draft, file)
        draft = services.add_path(draft, trial, title=title, is_solution=False, edit_count=draft.edit_count)
    return draft


def test_a_drill_is_written_from_a_play_through_and_learners_meet_it() -> None:
    client, person = lead()
    draft = recorded_draft(person)
    assert client.get(reverse("drill-draft-rules", args=[draft.uuid])).status_code == 200
    draft = with_wrong_ways(person, draft)
    checked = services.check_draft(draft)
    assert (checked.problems, {(row.is_solution, row.holds) for row in checked.reports}) == (
        (),
        {(True, True), (False, True)},
    )
    answer = client.post(
        reverse("drill-draft-publish", args=[draft.uuid]),
        {"reason": "New drill for incoming inspection", "edit_count": draft.edit_count},
    )
    assert answer["Location"] == reverse("drill", args=["QX-01"])
    scenario = Scenario.objects.get(code="QX-01")
    version = current_version(scenario)
    assert version is not None
    assert (scenario.status, version.version, version.is_trial) == ("built", "1.0.0", False)
    assert AuditEntry.objects.filter(subject_kind="drill version", action="publish").count() == 1
    learner = make_person("李四", name_latin="Li Si")
    result = make_result_of(version, learner)
    assert (result.passed, result.score) == (True, 100)


def make_result_of(version: ScenarioVersion, person: Any) -> GradeResult:
    attempt = start_attempt(person, version, mode="practice", seed=11, token=uuid4())
    play_recorded(attempt, "p2p-04/good.yaml")
    return hand_in(attempt, {})


def test_without_a_wrong_way_nothing_is_published() -> None:
    client, person = lead()
    draft = recorded_draft(person)
    page = client.get(reverse("drill-draft-check", args=[draft.uuid])).content.decode()
    assert "wrong" in page
    client.post(reverse("drill-draft-publish", args=[draft.uuid]), {"reason": "Now", "edit_count": draft.edit_count})
    with pytest.raises(services.DraftRefused):
        services.publish_draft(draft, actor=person, reason="Now", edit_count=draft.edit_count)
    assert ScenarioVersion.objects.filter(scenario__code="QX-01", is_trial=False).count() == 0


def test_a_wrong_way_that_would_pass_stops_the_publication() -> None:
    _client, person = lead()
    draft = recorded_draft(person)
    for number in (1, 2):
        trial = tried(person, draft, "p2p-04/good.yaml")
        title = {"zh": f"{number}", "en": f"{number}"}
        draft = services.add_path(draft, trial, title=title, is_solution=False, edit_count=draft.edit_count)
    assert not services.check_draft(draft).holds


def test_a_trial_proves_nothing_and_is_no_version_that_learners_meet() -> None:
    _client, person = lead()
    draft = recorded_draft(person)
    trial = tried(person, draft, "p2p-04/good.yaml")
    assert current_version(trial.version.scenario) is None
    assert not catalogue(person).filter(code="QX-01").exists()
    hand_in(trial, {})
    assert EvidenceFact.objects.count() == 0


def test_pruning_and_weighing_rules_through_the_form() -> None:
    client, person = lead()
    draft = recorded_draft(person)
    page = client.get(reverse("drill-draft-rules", args=[draft.uuid]))
    lines = page.context["lines"]
    body: dict[str, Any] = {"edit_count": draft.edit_count, "count": len(lines)}
    for number, line in enumerate(lines, 1):
        body |= {f"group-{number}": line.group, f"rule-{number}": line.text}
    first = next(number for number, line in enumerate(lines, 1) if line.group == "process")
    body |= {
        "keep-1": "on",
        "weight-1": "60",
        "procedure-1": "WI-IQC-01",
        f"keep-{first}": "on",
        f"weight-{first}": "40",
        f"critical-{first}": "on",
        f"missed-zh-{first}": "没有按顺序。",
        f"missed-en-{first}": "Not in this order.",
    }
    client.post(reverse("drill-draft-rules", args=[draft.uuid]), body)
    tree = parsed(ScenarioDraft.objects.get(pk=draft.pk).text)
    assert [(row["id"], row["w"], row["procedure"]) for row in tree["end_state"]] == [("E1", 60, "WI-IQC-01")]
    assert [(row["id"], row["w"], row["critical"], row["auditor"]) for row in tree["process"]] == [
        ("P1", 40, True, {"missed": {"zh": "没有按顺序。", "en": "Not in this order."}})
    ]
    again = client.get(reverse("drill-draft-rules", args=[draft.uuid])).context["lines"]
    assert [line.is_kept for line in again[:3]] == [True, True, False]


def test_two_tabs_do_not_overwrite_each_other() -> None:
    client, person = lead()
    draft = recorded_draft(person)
    stale = {"edit_count": draft.edit_count, "name": "qty_x", "values": "2000 | 2500"}
    client.post(reverse("drill-draft-twists", args=[draft.uuid]), stale)
    second = client.post(reverse("drill-draft-twists", args=[draft.uuid]), stale | {"name": "qty_y"})
    bound = parsed(ScenarioDraft.objects.get(pk=draft.pk).text)["start"]["variants"]["bind"]
    assert "qty_x" in bound
    assert "qty_y" not in bound
    assert "Not saved" in second.content.decode() or "未保存" in second.content.decode()


def test_a_draft_begun_by_two_presses_at_once_is_one_and_the_other_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _client, person = lead()
    first = recorded_draft(person)
    monkeypatch.setattr(drafts, "_require_code", lambda _code: None)  # both have looked before either has written
    with pytest.raises(services.DraftRefused):
        recorded_draft(person)
    assert list(ScenarioDraft.objects.all()) == [first]


def test_a_trial_begun_by_one_press_sent_twice_is_one_and_leaves_no_second_version() -> None:
    _client, person = lead()
    draft, token = recorded_draft(person), uuid4()
    begun = [services.start_trial(person, draft, token=token) for _press in range(2)]
    assert begun[0] == begun[1]
    assert ScenarioVersion.objects.filter(scenario__code=draft.code, is_trial=True).count() == 1


def test_the_workbench_opens_once_per_press_with_every_hat() -> None:
    _client, person = lead()
    token = uuid4()
    first = services.open_workbench(person, token=token)
    assert services.open_workbench(person, token=token).pk == first.pk
    assert not catalogue(person).filter(code="WB-01").exists()


def test_the_workbench_offers_to_make_a_drill_and_nothing_to_hand_in() -> None:
    client, person = lead()
    bench = services.open_workbench(person, token=uuid4())
    page = client.get(reverse("drill-attempt", args=[bench.uuid])).content.decode()
    trial = services.start_trial(person, recorded_draft(person), token=uuid4())
    tried_out = client.get(reverse("drill-attempt", args=[trial.uuid])).content.decode()
    names = ("drill-record", "drill-hand-in", "drill-drafts")
    links = [
        (f'href="{reverse(name, args=[at.uuid] if name != "drill-drafts" else [])}"')
        for at in (bench, trial)
        for name in names
    ]
    assert [link in page for link in links[:3]] == [True, False, True]
    assert [link in tried_out for link in links[3:]] == [True, True, True]


def test_proposals_beyond_the_rules_that_are_kept_are_folded_and_read_without_blanks() -> None:
    client, person = lead()
    draft = recorded_draft(person)
    client.cookies["django_language"] = "zh-hans"
    answer = client.get(reverse("drill-draft-rules", args=[draft.uuid]))
    page, lines = answer.content.decode(), answer.context["lines"]
    kept = [line for line in lines if line.is_kept]
    assert lines[: len(kept)] == kept
    assert f"另有 {len(lines) - len(kept)} 条建议" in page
    assert page.index('class="rule-more"') > page.index(f'name="keep-{len(kept)}"')
    assert [line.sentence for line in lines if "的 状态" in line.sentence] == []


def test_a_file_comes_in_as_a_draft_and_goes_out_as_it_was() -> None:
    client, _person = lead("author")
    text = write_bundle(small_source("P2P-03").replace("id: P2P-03", "id: QX-03"), small_paths("P2P-03"))
    upload = SimpleUploadedFile("drill.yaml", text.encode(), content_type="application/yaml")
    answer = client.post(reverse("drill-import"), {"file": upload})
    draft = ScenarioDraft.objects.get()
    assert answer["Location"] == reverse("drill-draft", args=[draft.uuid])
    out = client.get(reverse("drill-draft-export", args=[draft.uuid])).content.decode()
    assert read_bundle(out, file="x").scenario == read_bundle(text, file="x").scenario


def test_a_wrong_file_is_refused_with_line_and_field_and_nothing_is_made() -> None:
    client, _person = lead()
    text = write_bundle(small_source("P2P-03").replace("w: 10", "w: ten", 1), small_paths("P2P-03"))
    page = client.post(reverse("drill-import"), {"file": SimpleUploadedFile("drill.yaml", text.encode())})
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "w: ten" in row)
    assert page.status_code == 422
    assert f"drill.yaml:{line}:" in page.content.decode()
    assert ScenarioDraft.objects.count() == 0


@pytest.mark.parametrize("content", [b"\xff\xfe\x00binary", b"x" * 1_000_001, b""])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    client, _person = lead()
    assert client.post(reverse("drill-import"), {"file": SimpleUploadedFile("a.yaml", content)}).status_code == 422


def test_the_published_drill_is_exported_with_its_ways() -> None:
    client, person = lead()
    make_result(person)
    out = client.get(reverse("drill-export", args=["P2P-03"])).content.decode()
    bundle = read_bundle(out, file="x")
    assert bundle.problems == ()
    assert set(bundle.paths) == set(small_paths("P2P-03"))


def test_only_authors_and_leads_write_drills() -> None:
    _client, person = lead()
    draft = recorded_draft(person)
    places = [
        reverse("drill-drafts"),
        reverse("drill-draft", args=[draft.uuid]),
        reverse("drill-draft-rules", args=[draft.uuid]),
        reverse("drill-draft-twists", args=[draft.uuid]),
        reverse("drill-draft-ways", args=[draft.uuid]),
        reverse("drill-draft-text", args=[draft.uuid]),
        reverse("drill-draft-check", args=[draft.uuid]),
        reverse("drill-draft-export", args=[draft.uuid]),
    ]
    learner = Client()
    learner.force_login(make_person("李四", name_latin="Li Si"))
    assert {learner.get(place).status_code for place in places} == {404}
    assert all(reverse("sign-in") in Client().get(place)["Location"] for place in places)
    author, _person = lead("author")
    assert {author.get(place).status_code for place in places} == {200}


def test_nobody_makes_a_drill_of_anothers_attempt() -> None:
    _client, person = lead()
    attempt = make_attempt(person, "P2P-03")
    other, _other = lead("author")
    assert other.get(reverse("drill-record", args=[attempt.uuid])).status_code == 404
