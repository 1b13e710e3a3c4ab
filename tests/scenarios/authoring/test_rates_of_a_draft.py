"""A drill with rates as its author handles it: the file keeps them, the rules' form keeps them, a wrong way declares them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.authoring import services
from scenarios.authoring.document import parsed
from scenarios.authoring.models import ScenarioDraft
from scenarios.grading.api import RateKind, read_bundle, write_bundle
from tests.factories import make_person
from tests.scenarios.drills.factories import small_paths, small_source

pytestmark = pytest.mark.django_db
GUESSED = "dm-05/found-and-not-mended.yaml"


def bundled() -> str:
    source = small_source("DM-05").replace("id: DM-05", "id: QX-05", 1)
    paths = {name: text.replace("scenario: DM-05", "scenario: QX-05") for name, text in small_paths("DM-05").items()}
    return write_bundle(source, paths)


def imported(person: Any) -> ScenarioDraft:
    draft, bundle = services.import_draft(person, bundled(), file="drill.yaml")
    assert draft is not None, bundle.problems
    return draft


def signed_in() -> tuple[Client, ScenarioDraft]:
    person = make_person("张三", "training_lead")
    client = Client()
    client.force_login(person)
    return client, imported(person)


@pytest.mark.requirement("A19")
def test_a_file_with_rates_comes_in_and_goes_out_as_it_was() -> None:
    client, draft = signed_in()
    out = client.get(reverse("drill-draft-export", args=[draft.uuid])).content.decode()
    there, back = (read_bundle(text, file="x").scenario for text in (bundled(), out))
    assert there is not None
    assert there == back
    assert set(there.thresholds) == set(RateKind)
    assert {row.id: (row.shows, row.faults) for row in there.expectations if row.shows} == {
        "E1": ((RateKind.CORRECTION,), 1),
        "E2": ((RateKind.CORRECTION,), 1),
        "E9": ((RateKind.CORRECTION,), None),
        "E10": ((RateKind.DETECTION,), None),
    }


def test_the_form_of_the_rules_keeps_what_a_rule_shows() -> None:
    client, draft = signed_in()
    address = reverse("drill-draft-rules", args=[draft.uuid])
    lines = client.get(address).context["lines"]
    body: dict[str, Any] = {"edit_count": draft.edit_count, "count": len(lines)}
    for number, line in enumerate(lines, 1):
        if line.is_kept:
            body |= {f"keep-{number}": "on", f"group-{number}": line.group, f"rule-{number}": line.text}
            body |= {f"weight-{number}": str(line.rule["w"])}
            body |= {f"critical-{number}": "on"} if line.rule.get("critical") else {}
    client.post(address, body)
    draft.refresh_from_db()
    kept = [
        (rule["id"], rule["shows"], rule.get("faults")) for rule in parsed(draft.text)["end_state"] if "shows" in rule
    ]
    assert kept == [
        ("E1", "correction", 1),
        ("E2", "correction", 1),
        ("E9", "correction", None),
        ("E10", "detection", None),
    ]


def test_a_wrong_way_is_expected_to_fall_short_as_it_does() -> None:
    client, draft = signed_in()
    draft = services.renew_expectations(draft, edit_count=draft.edit_count)
    expected = {row["file"]: row["expect"].get("rates") for row in parsed(draft.text)["wrong"]}
    assert expected == {
        "dm-05/plug.yaml": ["detection", "correction"],
        "dm-05/net-and-stop.yaml": ["detection", "correction"],
        GUESSED: ["correction"],
    }
    assert "<b>比率：</b> correction" in client.get(reverse("drill-draft-ways", args=[draft.uuid])).content.decode()


def test_a_draft_whose_wrong_way_declares_other_rates_does_not_hold() -> None:
    _client, draft = signed_in()
    assert {row.holds for row in services.check_draft(draft).reports} == {True}
    text = draft.text.replace("P1, P4], critical: [], rates: [correction]", "P1, P4], critical: []", 1)
    assert text != draft.text
    services.replace_text(draft, write_bundle(text, draft.paths), edit_count=draft.edit_count)
    draft.refresh_from_db()
    reports = [row for row in services.check_draft(draft).reports if not row.holds]
    assert {row.file for row in reports} == {GUESSED}
    assert reports[0].complaints[-1].en == "Should fall short of –, but falls short of correction."


def test_a_mistake_in_what_a_rule_shows_is_named_with_its_line_in_the_file() -> None:
    text = bundled().replace("shows: detection", "shows: nothing", 1)
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "shows: nothing" in row)
    first = read_bundle(text, file="drill.yaml").problems[0]
    assert (first.file, first.line, first.field) == ("drill.yaml", line, "end_state[10].shows")
