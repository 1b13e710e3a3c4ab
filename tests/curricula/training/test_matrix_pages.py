"""The matrix's pages: the grid with a place beside it, changing a cell, what the draft does, publishing, versions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curricula.models import MatrixVersion, Milestone, Requirement
from curricula.training import matrix_services as services
from lms.foundation.models import Person
from tests.factories import PASSWORD, make_activity, make_go_live, make_person, make_posting, make_requirement

pytestmark = pytest.mark.django_db

CELL = ("RECV", "ACT-P2P-02")
IN_PANEL = {"HX-Request": "true", "HX-Target": "cell-panel"}


@pytest.fixture
def person() -> Person:
    return make_person("吴岚", "training_lead", number="LEAD", language="en")


@pytest.fixture
def lead(client: Client, person: Person) -> Client:
    client.login(username="LEAD", password=PASSWORD)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def cell() -> Requirement:
    make_go_live()
    make_posting(make_person("周婷", number="CLERK"))
    return make_requirement()


def sent(cell: Requirement | None = None, **changes: Any) -> dict[str, Any]:
    """The fields of the panel's form as a browser sends them."""
    return {
        "cell": str(cell.uuid) if cell else "new", "edit_count": "0", "level": "4", "criticality": "critical", "risk": "high",
        "method": "drill", "anchor_kind": "go_live", "due_offset_days": "-14", "buffer_days": "4", "validity_months": "12",
        "retraining_rules": ["R12"], "effectiveness": "OBS7", "reason": "CAPA 2026-017", "action": "save", **changes,
    }  # fmt: skip


def shown(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.requirement("A54", "A55")
def test_a_place_says_when_it_is_due_in_words_and_days(lead: Client, cell: Requirement) -> None:
    page = shown(lead.get(reverse("matrix-cell", args=CELL)))

    assert "14 days before: Go-live day" in page
    assert "17 Nov 2026" in page
    assert "planned for 13 Nov 2026, buffer 4 days" in page


def test_a_milestone_that_no_go_live_has_is_said_so(lead: Client, cell: Requirement) -> None:
    Requirement.objects.update(anchor_kind="dress_rehearsal")

    assert "No go-live has this milestone yet" in shown(lead.get(reverse("matrix-cell", args=CELL)))
    assert not Milestone.objects.exists()


@pytest.mark.requirement("A47")
def test_retraining_is_said_in_words(lead: Client, cell: Requirement) -> None:
    page = shown(lead.get(reverse("matrix-cell", args=CELL), headers=IN_PANEL))

    assert "Every 12 months<br>When procedure, screen or content is revised" in page
    assert "R12+REV" not in page


def test_a_place_opened_beside_the_grid_stays_there_when_the_page_is_loaded_again(
    lead: Client, cell: Requirement
) -> None:
    grid = "http://testserver/matrix/?department=WHS"
    panel = lead.get(reverse("matrix-cell", args=CELL), headers={**IN_PANEL, "HX-Current-URL": grid})
    address = panel["HX-Replace-Url"]

    assert address == "/matrix/?department=WHS&open=RECV:ACT-P2P-02"
    assert 'data-shows="/matrix/RECV/ACT-P2P-02/"' in shown(lead.get(address))


def test_after_saving_beside_the_grid_one_is_back_at_the_grid(lead: Client, cell: Requirement) -> None:
    back = "/matrix/?department=WHS&open=RECV:ACT-P2P-02"

    answer = lead.post(reverse("matrix-cell", args=CELL), sent(cell, back=back))

    assert (answer.status_code, answer["Location"]) == (302, back)
    assert Requirement.objects.get(until__isnull=True).level == 4


@pytest.mark.parametrize("elsewhere", ["https://evil.example/matrix/?", "//evil.example/matrix/?", "/accounts/?x"])
def test_a_form_leads_nowhere_but_back_to_the_grid(lead: Client, cell: Requirement, elsewhere: str) -> None:
    answer = lead.post(reverse("matrix-cell", args=CELL), sent(cell, back=elsewhere))

    assert answer["Location"] == reverse("matrix-cell", args=CELL)


def test_a_place_that_is_none_leaves_the_grid_alone(lead: Client, cell: Requirement) -> None:
    assert "Choose a cell" in shown(lead.get(reverse("matrix"), {"open": "NOBODY:NOTHING"}))


def test_a_refused_method_is_said_beside_the_field_and_leaves_no_draft(lead: Client, cell: Requirement) -> None:
    answer = lead.post(reverse("matrix-cell", args=CELL), sent(cell, method="exam"))

    assert answer.status_code == 422
    assert 'id="id_method_error"' in shown(answer)
    assert not MatrixVersion.objects.filter(state="draft").exists()


def test_an_older_version_opens_its_places_as_they_were_and_cannot_be_changed(
    lead: Client, person: Person, cell: Requirement
) -> None:
    lead.post(reverse("matrix-cell", args=CELL), sent(cell))
    services.publish_matrix(MatrixVersion.objects.get(state="draft"), signer=person, note="raised", edit_count=1)

    assert "/matrix/RECV/ACT-P2P-02/?version=1" in shown(lead.get(reverse("matrix"), {"version": 1}))
    old, new = (shown(lead.get(reverse("matrix-cell", args=CELL), {"version": n})) for n in (1, 2))
    assert ("3 Independent" in old, "<form" in old.split("</header>")[-1]) == (True, False)
    assert ("4 Can coach" in new, 'name="due_offset_days"' in new) == (True, True)


def test_who_may_only_read_sees_what_is_in_force_while_a_draft_takes_it_out(
    client: Client, person: Person, cell: Requirement
) -> None:
    draft = services.open_draft(person)
    services.end_cell(draft, cell, actor=person, reason="no longer", edit_count=0)
    client.force_login(make_person("肖鑫东", "auditor", language="en"))
    client.cookies["django_language"] = "en"

    page = shown(client.get(reverse("matrix-cell", args=CELL)))

    assert ("3 Independent" in page, "Not required" in page) == (True, False)


@pytest.mark.parametrize("number", ["²", "٣", "999999999999", "-1", "x"])
def test_a_version_that_is_none_is_not_found(lead: Client, cell: Requirement, number: str) -> None:
    assert lead.get(reverse("matrix"), {"version": number}).status_code == 404


@pytest.mark.parametrize("number", ["", "²", "abc", "-1"])
def test_a_publishing_form_that_was_tampered_with_publishes_nothing(
    lead: Client, cell: Requirement, number: str
) -> None:
    lead.post(reverse("matrix-cell", args=CELL), sent(cell))

    answer = lead.post(
        reverse("matrix-publish"), {"number": "LEAD", "password": PASSWORD, "note": "why", "edit_count": number}
    )

    assert answer.status_code == 422
    assert "Somebody has changed the draft" in shown(answer)
    assert MatrixVersion.objects.filter(state="draft").exists()


def test_a_draft_changed_in_another_tab_is_not_discarded_unseen(lead: Client, cell: Requirement) -> None:
    lead.post(reverse("matrix-cell", args=CELL), sent(cell))

    answer = lead.post(reverse("matrix-discard"), {"reason": "not agreed", "edit_count": "0"})

    assert (answer.status_code, MatrixVersion.objects.filter(state="draft").count()) == (422, 1)
    assert "Somebody has changed the draft since you opened this page" in shown(answer)


def test_whom_a_draft_concerns_is_a_list_that_filters_and_exports(lead: Client, cell: Requirement) -> None:
    other = make_activity("ACT-P2P-04")
    lead.post(reverse("matrix-cell", args=("RECV", other.code)), sent())

    page = shown(lead.get(reverse("matrix-preview"), {"kind": "added"}))
    file = b"".join(lead.get(reverse("matrix-preview"), {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    none = shown(lead.get(reverse("matrix-preview"), {"kind": "removed"}))

    assert ("CLERK" in page, "Nothing matches this filter" in none) == (True, True)
    assert "CLERK,周婷,added,ACT-P2P-04,ACT-P2P-04,4 Can coach,,2026-11-17" in file


def test_versions_are_a_list_that_exports(lead: Client, cell: Requirement) -> None:
    file = b"".join(lead.get(reverse("matrix-versions"), {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]

    assert file.splitlines()[1].startswith("1,In force,1,0,")


def test_a_text_in_the_exported_matrix_cannot_become_a_formula(lead: Client, cell: Requirement) -> None:
    Requirement.objects.update(new_skill_en="=1+1")

    assert "'=1+1" in shown(lead.get(reverse("matrix"), {"export": "csv"}))
