"""Changing steps and indicators in their pages: on the record, with a reason, by those who keep them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from curricula.api import load_goals, load_organisation, load_processes
from curricula.edited import INDICATOR, STEP, identity_of
from curricula.models import GoalIndicator, IndicatorReading, JobRole, OutsideSystem, Step
from curricula.processes.completeness import findings_of
from curricula.processes.editing import step_record
from curricula.processes.forms import StepForm
from curricula.processes.listings import described_steps
from curricula.processes.working import WORK_FIELDS
from lms.foundation.api import clock
from lms.foundation.models import AuditEntry, Person
from tests.curricula.processes.test_process_pages import complete_step
from tests.curricula.test_loading import COMPANY
from tests.factories import make_person, make_site, named

pytestmark = pytest.mark.django_db
REASON = "流程评审 2026-11 / Process review"


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(
        make_person("某人", *roles, language="en"), backend="lms.foundation.accounts.backends.PersonBackend"
    )
    return client


def as_sent(client: Client, address: str, form: str = "form", /, **changed: Any) -> dict[str, Any]:
    """What a browser would send if nothing but `changed` was touched."""
    context = client.get(address).context
    sent = {name: context[form][name].value() for name in context[form].fields}
    if "work" in context:
        sent |= {name: context["work"][name].value() for name in context["work"].fields}
    for row in [*context.get("rows", [])]:
        sent |= {row.add_prefix(name): row[name].value() for name in row.fields}
    if "rows" in context:
        management = context["rows"].management_form
        sent |= {f"exceptions-{name}": management[name].value() for name in management.fields}
    plain = {
        name: value if isinstance(value, list) else str(value)
        for name, value in sent.items()
        if value is not None and value is not False
    }
    return plain | {"reason": REASON} | changed


def edit_step(client: Client, step: Step, **changed: Any) -> Any:
    address = reverse("step-edit", args=[step.code])
    return client.post(address, as_sent(client, address, **changed))


@pytest.mark.requirement("A29")
@pytest.mark.parametrize("role", ["training_lead", "author"])
def test_a_step_is_described_anew_with_its_reason(role: str) -> None:
    step, client = complete_step(), signed_in(role)
    answer = edit_step(client, step, action_en="Count, then book.", **{"exceptions-0-remedy_en": "Call the buyer."})
    assert (answer.status_code, answer["Location"]) == (302, reverse("step", args=[step.code]))
    step.refresh_from_db()
    assert (step.action_en, step.action_zh) == ("Count, then book.", "action")
    assert list(step.exceptions.values_list("what_en", "remedy_en")) == [("x", "Call the buyer.")]
    written: Any = AuditEntry.objects.get(subject_kind=STEP)
    assert (written.subject_uuid, written.action, written.reason) == (identity_of(STEP, "P2P-40"), "change", REASON)
    assert (written.before["action_en"], written.after["action_en"]) == ("action", "Count, then book.")
    assert set(written.after) == {"action_en", "exceptions"}
    assert findings_of(described_steps().get(pk=step.pk)) == []
    assert REASON in client.get(reverse("step-edit", args=[step.code])).content.decode()


@pytest.mark.requirement("A29")
@pytest.mark.parametrize(
    "name", [name for name in StepForm().fields if name.endswith(("_zh", "_en")) and "why" not in name]
)
def test_no_text_of_a_step_may_be_blank(name: str) -> None:
    step = complete_step()
    page = edit_step(signed_in("author"), step, **{name: "  "})
    assert page.status_code == 422
    assert f'id="id_{name}_error"' in page.content.decode()
    assert not AuditEntry.objects.filter(subject_kind=STEP).exists()


def test_a_step_keeps_at_least_one_exception() -> None:
    step = complete_step()
    page = edit_step(signed_in("author"), step, **{"exceptions-0-DELETE": "on"})
    assert "at least one thing that can go wrong" in page.content.decode()
    assert step.exceptions.count() == 1


def test_a_critical_step_says_why() -> None:
    step, client = complete_step(), signed_in("author")
    page = edit_step(client, step, critical_kind="GXP", critical_why_en="Product").content.decode()
    assert page.count("A critical step says why it is critical.") == 2  # beside the field and in the note above
    edit_step(client, step, critical_kind="GXP", critical_why_en="Product", critical_why_zh="产品")
    step.refresh_from_db()
    assert (step.critical_kind, step.critical_why_zh) == ("GXP", "产品")


def test_a_stale_form_a_second_click_and_no_change_are_refused() -> None:
    step, client = complete_step(), signed_in("author")
    address = reverse("step-edit", args=[step.code])
    sent = as_sent(client, address, action_en="Mine")
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent | {"trigger_en": "Mine too"})
    assert "Meanwhile somebody has changed this record." in again.content.decode()
    assert "Mine too" in again.content.decode()
    assert "Nothing was changed." in client.post(address, as_sent(client, address)).content.decode()
    assert AuditEntry.objects.filter(subject_kind=STEP).count() == 1


INTERFACE = {
    "interface_system": "PDA", "interface_direction": "in", "interface_content_zh": "读数",
    "interface_content_en": "Scans", "interface_fallback_zh": "纸单", "interface_fallback_en": "Paper",
}  # fmt: skip


def worked(step: Step) -> dict[str, Any]:
    """How the step is worked, as it is stored now."""
    return {name: step_record(step)[name] for name in WORK_FIELDS}


@pytest.mark.requirement("A29", "A30", "A31")
@pytest.mark.parametrize("role", ["training_lead", "author"])
def test_duties_places_and_interface_are_changed_with_their_reason(role: str) -> None:
    step, client = complete_step(), signed_in(role)
    named(JobRole, "KEEPER")
    named(OutsideSystem, "PDA")
    make_site("CD", "day", "evening")
    before = worked(step)
    answer = edit_step(client, step, does=["KEEPER", "RECV"], places=["CD/day", "CD/evening"], **INTERFACE)
    assert (answer.status_code, answer["Location"]) == (302, reverse("step", args=[step.code]))
    after = {
        "does": ["KEEPER", "RECV"], "checks": ["IQC"], "approves": ["QE"], "places": ["CD/day", "CD/evening"],
        "interface": {name.removeprefix("interface_"): value for name, value in INTERFACE.items()},
    }  # fmt: skip
    assert worked(step) == after
    written: Any = AuditEntry.objects.get(subject_kind=STEP)
    changed = ("does", "places", "interface")
    assert (written.before, written.after, written.reason) == (
        {name: before[name] for name in changed}, {name: after[name] for name in changed}, REASON,
    )  # fmt: skip
    page = client.get(reverse("step", args=[step.code])).content.decode()
    for said in ("KEEPER", "CD", "PDA (in)", "Scans", "Paper"):
        assert said in page

    edit_step(client, step, interface_system="")
    assert worked(step) == after | {"interface": None}


@pytest.mark.requirement("A30")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"approves": ["RECV"]}, "A job role that does a step must not approve it"),
        ({"does": []}, "Tick each at least once."),
        ({"checks": []}, "Tick each at least once."),
        ({"approves": []}, "Tick each at least once."),
        ({"places": []}, "A step is worked somewhere"),
        ({"does": ["NOBODY"]}, "NOBODY is not one of the available choices."),
        ({"places": ["SZ/night"]}, "SZ/night is not one of the available choices."),
        ({**INTERFACE, "interface_fallback_zh": " "}, "An interface says this in both languages."),
        ({**INTERFACE, "interface_direction": ""}, "An interface says this in both languages."),
    ],
)
def test_a_conflict_a_gap_no_place_and_half_an_interface_are_refused(changed: dict[str, Any], sentence: str) -> None:
    step = complete_step()
    named(OutsideSystem, "PDA")
    before = worked(step)
    page = edit_step(signed_in("author"), step, **changed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert worked(step) == before
    assert not AuditEntry.objects.filter(subject_kind=STEP).exists()


def test_a_text_is_mended_where_a_duty_has_been_a_gap_for_long_and_the_list_leads_to_the_place() -> None:
    step, lead = complete_step(), signed_in("training_lead")
    step.duties.filter(kind="checks").delete()
    address = reverse("step-edit", args=[step.code])
    assert f'href="{address}#id_checks"' in lead.get(reverse("chain-publish", args=["P2P"])).content.decode()
    assert 'id="id_checks"' in lead.get(address).content.decode()
    assert edit_step(lead, step, action_en="Count, then book.").status_code == 302


def test_a_form_opened_before_somebody_changed_a_duty_is_refused_and_keeps_what_was_ticked() -> None:
    step, client = complete_step(), signed_in("author")
    named(JobRole, "KEEPER")
    sent = as_sent(client, reverse("step-edit", args=[step.code]), does=["KEEPER"])
    edit_step(client, step, checks=["IQC", "KEEPER"])
    page = client.post(reverse("step-edit", args=[step.code]), sent).content.decode()
    assert "Meanwhile somebody has changed this record." in page
    assert '<input type="checkbox" name="does" value="KEEPER" checked>' in page
    assert worked(step)["does"] == ["RECV"]


def test_a_place_whose_site_no_longer_works_the_shift_stays_until_somebody_takes_it_away() -> None:
    step, client = complete_step(), signed_in("author")
    site = make_site("SZ", "evening")
    assert worked(step)["places"] == ["SZ/day"]
    edit_step(client, step, action_en="Count, then book.")
    assert worked(step)["places"] == ["SZ/day"]
    edit_step(client, step, places=["SZ/evening"])
    assert worked(step)["places"] == [f"{site.code}/evening"]


@pytest.mark.parametrize("more", [0, 3])
def test_the_editor_asks_the_database_a_fixed_number_of_times(more: int, django_assert_max_num_queries: Any) -> None:
    step, client = complete_step(), signed_in("author")
    for number in range(more):
        named(JobRole, f"R{number}")
        make_site(f"S{number}", "day", "night")
    with django_assert_max_num_queries(20):
        assert client.get(reverse("step-edit", args=[step.code])).status_code == 200


@pytest.mark.parametrize("role", ["", "auditor", "executive", "manager", "administrator"])
def test_others_find_no_editor(role: str) -> None:
    step, client = complete_step(), signed_in(*filter(None, [role]))
    address = reverse("step-edit", args=[step.code])
    assert (client.get(address).status_code, client.post(address, {}).status_code) == (404, 404)
    assert address not in client.get(reverse("step", args=[step.code])).content.decode()


@pytest.fixture
def pack() -> None:
    load_organisation(COMPANY)
    load_processes(COMPANY)
    load_goals(COMPANY)


@pytest.mark.usefixtures("pack")
def test_loading_the_pack_again_undoes_no_edit() -> None:
    step, indicator = Step.objects.get(code="P2P-40"), GoalIndicator.objects.first()
    assert indicator is not None
    lead = signed_in("training_lead")
    before = worked(step)
    edited = {"exceptions-0-remedy_en": "Edited too", "checks": ["QE"], "interface_system": ""}
    edit_step(lead, step, action_en="Edited in the page", places=before["places"][:1], **edited)
    address = reverse("indicator-edit", args=[indicator.code])
    lead.post(address, as_sent(lead, address, "plan", form="plan", target="1.5"))
    load_processes(COMPANY)
    load_goals(COMPANY)
    step.refresh_from_db()
    indicator.refresh_from_db()
    assert (step.action_en, step.exceptions.all()[0].remedy_en) == ("Edited in the page", "Edited too")
    assert worked(step) == before | {"checks": ["QE"], "interface": None, "places": before["places"][:1]}
    assert indicator.target == Decimal("1.5")
    assert Step.objects.get(code="P2P-50").exceptions.exists()


@pytest.fixture
def indicator() -> GoalIndicator:
    load_organisation(COMPANY)
    load_processes(COMPANY)
    load_goals(COMPANY)
    found = GoalIndicator.objects.select_related("goal").first()
    assert found is not None
    return found


def measure(client: Client, indicator: GoalIndicator, value: str, on: date, note: str = "月报 / Monthly report") -> Any:
    sent = {"form": "reading", "value": value, "measured_on": on.isoformat(), "note": note}
    return client.post(reverse("indicator-edit", args=[indicator.code]), sent)


@pytest.mark.requirement("A6")
def test_a_goals_indicator_is_measured_with_day_and_source(indicator: GoalIndicator) -> None:
    lead, today = signed_in("training_lead"), clock.today()
    answer = measure(lead, indicator, "93.5", today - timedelta(days=3))
    assert answer["Location"] == f"{reverse('goals')}#{indicator.goal.code}"
    measure(lead, indicator, "91", today - timedelta(days=30))  # an older day recorded later is no newer value
    indicator.refresh_from_db()
    assert (indicator.latest, indicator.latest_on) == (Decimal("93.5"), today - timedelta(days=3))
    assert list(indicator.readings.values_list("value", flat=True)) == [Decimal("93.5"), Decimal(91)]
    written: Any = AuditEntry.objects.filter(subject_kind=INDICATOR).order_by("sequence").first()
    assert (written.action, written.reason, written.after["value"]) == ("measure", "月报 / Monthly report", "93.5")
    assert "93.5" in lead.get(reverse("goals")).content.decode()


def test_a_day_that_has_not_come_and_a_second_click_are_refused(indicator: GoalIndicator) -> None:
    lead, today = signed_in("training_lead"), clock.today()
    assert "has not come yet" in measure(lead, indicator, "93", today + timedelta(days=1)).content.decode()
    assert measure(lead, indicator, "93", today).status_code == 302
    assert "recorded for that day already" in measure(lead, indicator, "93", today).content.decode()
    assert measure(lead, indicator, "94", today, note=" ").status_code == 422
    assert measure(lead, indicator, "94", today).status_code == 302  # a correction is a newer row of the day
    indicator.refresh_from_db()
    assert (indicator.latest, IndicatorReading.objects.count()) == (Decimal(94), 2)


def test_the_database_keeps_what_was_measured(indicator: GoalIndicator) -> None:
    measure(signed_in("training_lead"), indicator, "93", clock.today())
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorReading.objects.update(value=99)


def test_baseline_and_target_change_with_a_reason_and_their_days(indicator: GoalIndicator) -> None:
    lead = signed_in("training_lead")
    address = reverse("indicator-edit", args=[indicator.code])
    old = indicator.target
    blank = lead.post(address, as_sent(lead, address, "plan", form="plan", target="7", target_on=""))
    assert "A value needs its day." in blank.content.decode()
    unreasoned = lead.post(address, as_sent(lead, address, "plan", form="plan", target="7", reason=""))
    assert unreasoned.status_code == 422
    sent = as_sent(lead, address, "plan", form="plan", target="7")
    assert lead.post(address, sent).status_code == 302
    assert "Meanwhile somebody has changed" in lead.post(address, sent | {"target": "8"}).content.decode()
    indicator.refresh_from_db()
    assert indicator.target == 7
    written: Any = AuditEntry.objects.get(subject_kind=INDICATOR)
    assert (written.action, written.before, written.after) == (
        "plan",
        {"target": f"{old:f}".rstrip("0").rstrip(".")},
        {"target": "7"},
    )


@pytest.mark.parametrize("role", ["", "auditor", "executive", "author"])
def test_others_find_no_editor_of_indicators(indicator: GoalIndicator, role: str) -> None:
    client = signed_in(*filter(None, [role]))
    address = reverse("indicator-edit", args=[indicator.code])
    assert client.get(address).status_code == 404
    assert measure(client, indicator, "1", clock.today()).status_code == 404
    assert address not in client.get(reverse("goals")).content.decode()


def test_strangers_are_sent_to_sign_in(indicator: GoalIndicator) -> None:
    for address in (reverse("indicator-edit", args=[indicator.code]), reverse("step-edit", args=["P2P-40"])):
        assert Client().post(address, {})["Location"].startswith(reverse("sign-in"))
    assert not AuditEntry.objects.filter(subject_kind__in=[STEP, INDICATOR]).exists()
    assert Person.objects.count() == 0
