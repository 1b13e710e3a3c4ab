"""Pages of published chains: who reads which text, who publishes, what is refused on the page, and every version as it was."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curricula.models import Chain, ChainVersion, Step, StepDuty
from curricula.processes.editing import describe_step, step_record
from curricula.processes.working import work_record
from lms.foundation.api import digest_of
from lms.foundation.models import Person, Signature
from tests.curricula.processes.test_editing import signed_in
from tests.curricula.processes.test_process_pages import complete_step
from tests.curricula.processes.test_publishing import REASON, publish, standing
from tests.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db
NEW, OLD = "A truck is at the dock with an order", "trigger"
OTHERS = ["", "auditor", "executive", "manager", "assessor", "champion", "administrator"]


@pytest.fixture
def lead() -> Person:
    return make_person("吴岚", "training_lead", number="LEAD", language="en")


@pytest.fixture
def desk(lead: Person) -> Client:
    """The lead's browser."""
    client = Client()
    client.force_login(lead, backend="lms.foundation.accounts.backends.PersonBackend")
    return client


@pytest.fixture
def step() -> Step:
    return complete_step()


def change_trigger(step: Step, actor: Person) -> None:
    record = step_record(step)
    describe_step(
        step, {"trigger_en": NEW}, record["exceptions"], work_record(step), opened=digest_of(record), actor=actor, reason="Dock"
    )  # fmt: skip


def page_of(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def sent_by(client: Client, **changed: str) -> dict[str, str]:
    """What the browser sends from the page that stands open."""
    shown = client.get(reverse("chain-publish", args=["P2P"])).context["standing"]
    opened = {"opened": shown.digest, "based_on": str(shown.number)}
    return {**opened, "number": "LEAD", "password": PASSWORD, "meaning": "published", "note": "Review", **changed}


def send(client: Client, sent: dict[str, str]) -> Any:
    return client.post(reverse("chain-publish", args=["P2P"]), sent, follow=True)


@pytest.mark.requirement("A29")
def test_a_lead_publishes_after_seeing_what_changes_and_signing_for_it(desk: Client, step: Step) -> None:
    assert "Not published yet" in page_of(desk, "chain", "P2P")
    assert "The first version" in page_of(desk, "chain-publish", "P2P")

    text = send(desk, sent_by(desk)).content.decode()

    assert "Version 1 is published. Everybody reads it now." in text
    assert "as published" in text
    version = ChainVersion.objects.get()
    assert (version.reason, version.signature.meaning, version.signature.subject_kind) == (
        "Review", "published", "chain",
    )  # fmt: skip
    change_trigger(step, version.published_by)
    preview = page_of(desk, "chain-publish", "P2P")
    assert "compared with version 1" in preview
    assert all(expected in preview for expected in ("Trigger (English)", OLD, NEW))


def test_wrong_components_and_a_blank_reason_publish_nothing(desk: Client, step: Step) -> None:
    wrong = desk.post(reverse("chain-publish", args=["P2P"]), sent_by(desk, password="wrong"))
    blank = desk.post(reverse("chain-publish", args=["P2P"]), sent_by(desk, note=" "))
    assert (wrong.status_code, blank.status_code) == (422, 422)
    assert "number and password do not belong together" in wrong.content.decode()
    assert "Please say what changed and why." in blank.content.decode()
    assert (ChainVersion.objects.count(), Signature.objects.count()) == (0, 0)


@pytest.mark.requirement("A29", "A30")
def test_each_blank_conflict_and_gap_is_named_with_the_place_where_it_is_mended(desk: Client, step: Step) -> None:
    sent = sent_by(desk)
    Step.objects.filter(pk=step.pk).update(approval_flow_en="", trigger_zh=" ")
    StepDuty.objects.filter(step=step, kind="checks").delete()
    stale = standing()

    page = page_of(desk, "chain-publish", "P2P")

    editor = reverse("step-edit", args=["P2P-40"])
    assert "3 things have to be mended before this chain can be published" in page
    assert f'<a href="{editor}#id_trigger_zh">' in page
    assert f'<a href="{editor}#id_approval_flow_en">' in page
    assert f'<a href="{editor}#id_checks">P2P-40 P2P-40</a>: Nobody checks this step.' in page
    assert 'name="password"' not in page
    refused = desk.post(reverse("chain-publish", args=["P2P"]), sent | {"opened": stale.digest})
    assert refused.status_code == 422
    assert "Not published. To be mended first: P2P-40: Not said in both languages: trigger." in (
        refused.content.decode()
    )
    assert not ChainVersion.objects.exists()


def test_two_clicks_publish_once_and_a_stale_window_is_told(desk: Client, step: Step, lead: Person) -> None:
    sent = sent_by(desk)
    assert [send(desk, sent).redirect_chain for _click in range(2)] == [[(reverse("chain", args=["P2P"]), 302)]] * 2
    assert ChainVersion.objects.count() == 1
    colleague = make_person("陈静", "training_lead", number="LEAD-2", language="en")
    desk.force_login(colleague, backend="lms.foundation.accounts.backends.PersonBackend")
    sent |= {"number": "LEAD-2"}
    stale = desk.post(reverse("chain-publish", args=["P2P"]), sent)
    assert (stale.status_code, ChainVersion.objects.count()) == (422, 1)
    assert "Meanwhile version 1 was published by 吴岚." in stale.content.decode()
    for based_on in ("", "x", "9" * 5000):
        assert desk.post(reverse("chain-publish", args=["P2P"]), sent | {"based_on": based_on}).status_code == 422


def test_nothing_new_leads_back_to_the_chain(desk: Client, step: Step, lead: Person) -> None:
    publish(lead)
    text = desk.get(reverse("chain-publish", args=["P2P"]), follow=True).content.decode()
    assert "Nothing has changed since version 1." in text
    assert reverse("chain-publish", args=["P2P"]) not in page_of(desk, "chain", "P2P")


@pytest.mark.requirement("A29")
@pytest.mark.parametrize("role", OTHERS)
def test_whoever_only_reads_has_the_published_text_until_the_next_version(role: str, step: Step, lead: Person) -> None:
    reader = signed_in(*filter(None, [role]))
    assert "has not been published yet" in page_of(reader, "step", "P2P-40")
    publish(lead)
    change_trigger(step, lead)
    Step.objects.filter(pk=step.pk).update(name_en="Another name", trigger_zh="")
    step.places.all().delete()

    text = page_of(reader, "step", "P2P-40")

    assert "You read version 1, published on" in text
    assert (NEW in text, "Another name" in text, "Not said in both languages" in text) == (False, False, False)
    chain = page_of(reader, "chain", "P2P")
    assert (NEW in chain, "Another name" in chain, "changed since" in chain) == (False, False, True)
    Step.objects.filter(pk=step.pk).update(trigger_zh="trigger")
    complete_step("P2P-50")
    assert "newer than version 1" in page_of(reader, "step", "P2P-50")


def test_a_pair_of_people_is_still_pointed_out_in_the_published_text(step: Step, lead: Person) -> None:
    duty = step.duties.get(kind="does")
    StepDuty.objects.create(step=step, job_role=duty.job_role, kind="checks")
    publish(lead)
    text = page_of(signed_in(), "step", "P2P-40")
    assert "RECV does and checks: two different people are meant." in text


@pytest.mark.parametrize("role", ["training_lead", "author"])
def test_whoever_describes_steps_sees_the_draft_and_what_differs(role: str, step: Step, lead: Person) -> None:
    writer = signed_in(role)
    publish(lead)
    assert "As in version 1, published on" in page_of(writer, "step", "P2P-40")
    change_trigger(step, lead)
    for page in (page_of(writer, "step", "P2P-40"), page_of(writer, "chain", "P2P")):
        assert "Changed since version 1" in page
        assert all(expected in page for expected in ("Trigger (English)", OLD, NEW))
    assert "Chains changed since their last version: 1 · not published yet: 0." in page_of(writer, "processes")


@pytest.mark.parametrize("role", [*OTHERS, "author"])
def test_only_a_lead_finds_the_page_that_publishes(role: str, step: Step, lead: Person) -> None:
    client, address = signed_in(*filter(None, [role])), reverse("chain-publish", args=["P2P"])
    assert (client.get(address).status_code, client.post(address, {}).status_code) == (404, 404)
    assert address not in page_of(client, "chain", "P2P")
    assert not ChainVersion.objects.exists()


def test_strangers_are_sent_to_sign_in_and_unknown_chains_are_not_found(step: Step, lead: Person, desk: Client) -> None:
    publish(lead)
    addresses = [
        reverse("chains"), reverse("chain", args=["P2P"]), reverse("chain-version", args=["P2P", 1]),
        reverse("chain-publish", args=["P2P"]),
    ]  # fmt: skip
    assert [Client().get(address)["Location"][:9] for address in addresses] == ["/sign-in/"] * 4
    unknown = [
        reverse("chain", args=["NONE"]), reverse("chain-publish", args=["NONE"]),
        *(reverse("chain-version", args=["P2P", number]) for number in (0, 2, 10**20)),
    ]  # fmt: skip
    assert [desk.get(address).status_code for address in unknown] == [404] * 5


@pytest.mark.requirement("A29")
def test_every_version_opens_as_it_was_with_its_signature(step: Step, lead: Person) -> None:
    publish(lead)
    change_trigger(step, lead)
    publish(lead, reason="Dock / 收货口")
    step.exceptions.update(what_en="Renamed since")
    reader = signed_in()

    first, second = (page_of(reader, "chain-version", "P2P", number) for number in (1, 2))

    assert "Version 2 is read now." in first
    assert (NEW in first, NEW in second, "Renamed since" in second) == (False, True, False)
    assert "What changed since version 1" in second
    for text in (first, second):
        assert all(expected in text for expected in ("吴岚", "Approved for use", "key_node", "approval_flow"))


def test_chains_and_versions_are_listed_filtered_sorted_and_exported(step: Step, lead: Person) -> None:
    complete_step("O2C-10")
    complete_step("QA-10")
    Chain.objects.filter(code="O2C").update(position=1)
    Chain.objects.filter(code="QA").update(position=2)
    publish(lead)
    publish(lead, seen=standing("O2C"))
    change_trigger(step, lead)
    reader = signed_in()

    def lines(address: str) -> list[list[str]]:
        text = b"".join(reader.get(address)).decode("utf-8-sig")  # type: ignore[call-overload]  # a stream of bytes
        return [line.split(",") for line in text.splitlines()[1:]]

    listed = lines(reverse("chains") + "?export=csv")
    assert [(row[0], row[2], row[3], row[5], row[-3:]) for row in listed] == [
        ("P2P", "changed since", "1", "吴岚", ["1", "1", "0"]),
        ("O2C", "as published", "1", "吴岚", ["1", "0", "0"]),
        ("QA", "not published yet", "", "", ["1", "0", "0"]),
    ]
    assert [row[0] for row in lines(reverse("chains") + "?export=csv&state=none")] == ["QA"]
    assert [row[0] for row in lines(reverse("chains") + "?export=csv&sort=-name")] == ["QA", "P2P", "O2C"]
    publish(lead, reason="Dock")
    versions = reverse("chain", args=["P2P"]) + "?export=csv"
    assert [(row[0], row[3], row[4]) for row in lines(versions)] == [("2", "Dock", "P2P-40"), ("1", REASON, "P2P-40")]
    assert [row[0] for row in lines(versions + "&q=Dock")] == ["2"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_database_a_fixed_number_of_times(
    desk: Client, lead: Person, count: int, django_assert_max_num_queries: Any
) -> None:
    steps = [complete_step(f"P2P-{number + 1}0") for number in range(count)]
    publish(lead)
    for one in steps:
        change_trigger(one, lead)
    for address in (
        reverse("processes"), reverse("chains"), reverse("chain", args=["P2P"]), reverse("chain-publish", args=["P2P"]),
        reverse("chain-version", args=["P2P", 1]), reverse("step", args=["P2P-10"]),
    ):  # fmt: skip
        with django_assert_max_num_queries(20):
            desk.get(address)
