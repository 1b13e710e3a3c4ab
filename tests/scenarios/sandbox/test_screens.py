"""The sandbox over HTTP: who gets in, what a press does, and what a lost connection cannot do."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.accounts.middleware import IMPERSONATED
from lms.foundation.models import Person, PersonalDataRead
from scenarios.engine.api import Effect, FieldType, command_specs
from scenarios.models import Attempt
from scenarios.sandbox.folding import state_of
from scenarios.sandbox.services import finish_attempt
from scenarios.sandbox.tables import cell
from scenarios.sandbox.wording import Words
from tests.factories import PASSWORD, make_person
from tests.scenarios.drills.factories import make_attempt as played_attempt
from tests.scenarios.drills.factories import play_recorded
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def owner() -> Person:
    return make_person("周婷", language="en")


@pytest.fixture
def attempt(owner: Person) -> Attempt:
    return make_attempt(owner)


def order_number(attempt: Attempt) -> str:
    return str(state_of(attempt).own_documents("PO")[0]["id"])


def address(attempt: Attempt, name: str = "drill-attempt", *args: Any) -> str:
    return reverse(name, args=[attempt.uuid, *args])


def invoice(attempt: Attempt, **changes: Any) -> dict[str, Any]:
    """The form of a supplier invoice as a browser sends it: 1,000 kg at 13.75."""
    form = {
        "token": str(uuid4()),
        "seq": str(state_of(attempt).seq),
        "press": "post",
        "po": order_number(attempt),
        "reference": "HR-26-11873",
        "invoice_date": "2026-11-30",
        "lines-count": "1",
        "lines-1-line": "10",
        "lines-1-quantity": "1,000",
        "lines-1-price": "13.75",
    }
    return form | changes


def screens(attempt: Attempt) -> list[str]:
    """Every page of the sandbox that a reader can open."""
    return [
        address(attempt),
        address(attempt, "drill-find") + "?q=MIRO",
        address(attempt, "drill-work", "message"),
        address(attempt, "drill-list", "PO"),
        address(attempt, "drill-list", "ITEM"),
        address(attempt, "drill-object", "PO", order_number(attempt)),
        address(attempt, "drill-object", "CONTRACT", "K26-00012-10001"),
        address(attempt, "drill-object", "ITEM", "RM-10001"),
        *(address(attempt, "drill-report", name) for name in ("STOCK", "TB", "GRIR", "OPEN_ITEMS", "REORDER", "TRACE")),
    ]


def test_owner_opens_every_screen_in_both_languages(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    for language, word in (("en", "Price variance beyond tolerance"), ("zh-hans", "三单匹配价格超差")):
        Person.objects.filter(pk=owner.pk).update(language=language)
        for url in [*screens(attempt), address(attempt, "drill-command", "inv.post")]:
            response = client.get(url, follow=True)
            assert response.status_code == 200, url
            assert word in response.content.decode(), url


@pytest.mark.parametrize("role", ["training_lead", "assessor", "auditor"])
def test_those_who_look_on_see_but_do_not_act_and_leave_no_trace(attempt: Attempt, role: str) -> None:
    client = signed_in(make_person("林晓", role, language="en"))
    for url in screens(attempt):
        assert client.get(url, follow=False).status_code in {200, 302}, url
    page = client.get(address(attempt)).content.decode()
    assert "You are looking on" in page
    assert "Hand in" not in page
    assert set(PersonalDataRead.objects.values_list("subject_id", "page")) == {(attempt.person_id, "drill attempt")}
    assert client.get(address(attempt, "drill-command", "inv.post")).status_code == 404
    assert client.post(address(attempt, "drill-command", "inv.post"), invoice(attempt)).status_code == 404
    assert client.post(address(attempt, "drill-hat"), {"to": "lin.buyer"}).status_code == 404
    assert attempt.rows.count() == 0


@pytest.mark.parametrize("role", [None, "manager", "author"])
def test_colleague_finds_nothing(attempt: Attempt, role: str | None) -> None:
    client = signed_in(make_person("王琳", *([role] if role else [])))
    for url in screens(attempt):
        assert client.get(url).status_code == 404, url
    assert client.post(address(attempt, "drill-command", "inv.post"), invoice(attempt)).status_code == 404


def test_stranger_is_sent_to_sign_in(attempt: Attempt) -> None:
    for url in screens(attempt):
        response = Client().get(url)
        assert (response.status_code, reverse("sign-in") in response["Location"]) == (302, True), url


def test_who_looks_as_the_owner_leaves_no_look_in_the_journal(owner: Person, attempt: Attempt) -> None:
    client = signed_in(make_person("陈总管", "super_administrator"))
    session = client.session
    session[IMPERSONATED] = owner.number
    session.save()
    page = client.get(address(attempt, "drill-object", "PO", order_number(attempt)))
    assert (page.status_code, attempt.rows.count()) == (200, 0)


def test_what_does_not_exist_is_not_found(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    missing = [
        address(attempt, "drill-object", "PO", "1"),
        address(attempt, "drill-object", "XX", "1"),
        address(attempt, "drill-list", "XX"),
        address(attempt, "drill-report", "XX"),
        address(attempt, "drill-command", "po.destroy"),
        address(attempt, "drill-command", "message.receive"),
        reverse("drill-attempt", args=[uuid4()]),
    ]
    assert [client.get(url).status_code for url in missing] == [404] * len(missing)


def test_invoice_beyond_tolerance_is_posted_and_blocked(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    response = client.post(address(attempt, "drill-command", "inv.post"), invoice(attempt), follow=True)
    page = response.content.decode()
    assert "P price" in page
    assert "15,537.50" in page
    (posted,) = state_of(attempt).own_documents("IV")
    assert (posted["status"], posted["blocks"]) == ("blocked", ("P",))


def test_check_shows_the_accounts_and_posts_nothing(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    url = address(attempt, "drill-command", "inv.post")
    page = client.post(url, invoice(attempt, press="check")).content.decode()
    part = client.post(url, invoice(attempt, press="check"), headers={"HX-Request": "true"}).content.decode()
    assert "2202-GRIR" in page
    assert "1,250.00" in part
    assert "<html" not in part
    assert attempt.rows.count() == 0


def test_double_click_posts_once(owner: Person, attempt: Attempt) -> None:
    client, form = signed_in(owner), invoice(attempt)
    url = address(attempt, "drill-command", "inv.post")
    first, second = client.post(url, form), client.post(url, form)
    assert (first.status_code, second.status_code, first["Location"]) == (302, 302, second["Location"])
    assert len(state_of(attempt).own_documents("IV")) == 1


def test_page_one_comes_back_to_still_posts_what_is_new(owner: Person, attempt: Attempt) -> None:
    """A hint was opened from the same page, then the reader went back to the form; and back once more, to alter it."""
    client, form = signed_in(owner), invoice(attempt)
    url = address(attempt, "drill-command", "inv.post")
    client.post(address(attempt, "drill-hint", 1), {"token": form["token"]})
    assert client.post(url, form).status_code == 302
    assert len(state_of(attempt).own_documents("IV")) == 1
    again = client.post(url, form, follow=True).content.decode()
    assert "it was not done a second time" in again
    assert client.post(url, form | {"reference": "HR-26-2"}).status_code == 409


def test_answer_lost_on_the_way_is_given_again(owner: Person, attempt: Attempt) -> None:
    """The post arrived, the answer did not; the browser sends the same form once more, later and by another session."""
    form = invoice(attempt)
    url = address(attempt, "drill-command", "inv.post")
    signed_in(owner).post(url, form)
    again = signed_in(owner).post(url, form, follow=True)
    assert "5105600076" in again.content.decode()
    assert attempt.rows.filter(command="inv.post").count() == 1


def test_second_tab_is_told_and_keeps_what_was_typed(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    other_tab = invoice(attempt, reference="OTHER-TAB")
    client.post(address(attempt, "drill-command", "inv.post"), invoice(attempt))
    response = client.post(address(attempt, "drill-command", "inv.post"), other_tab)
    page = response.content.decode()
    assert response.status_code == 409
    assert "something else has been done" in page
    assert "OTHER-TAB" in page
    fresh = dict(re.findall(r'name="(token|seq)" value="([^"]+)"', page.split('id="screen"')[1]))
    assert client.post(address(attempt, "drill-command", "inv.post"), other_tab | fresh).status_code == 302


def test_refusal_names_its_number_reason_and_remedy(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    client.post(address(attempt, "drill-command", "inv.post"), invoice(attempt))
    number = state_of(attempt).own_documents("IV")[0]["id"]
    form = {"token": str(uuid4()), "seq": "999", "invoices": number}
    response = client.post(address(attempt, "drill-command", "pay.propose"), form)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Not done:" in page
    assert f"Invoice {number} is blocked (P) and cannot be paid." in page
    assert "PAY 051 · PAYMENT_BLOCKED" in page
    assert attempt.rows.last().outcome == "refused"  # type: ignore[union-attr]  # a row was just written


def test_a_check_of_an_ill_typed_number_shows_the_screen_anew_and_no_page_within_the_page(
    owner: Person, attempt: Attempt
) -> None:
    form = invoice(attempt, **{"press": "check", "lines-1-price": "13,75x"})
    response = signed_in(owner).post(
        address(attempt, "drill-command", "inv.post"), form, headers={"HX-Request": "true"}
    )
    assert response.status_code == 422
    told = {name: response.headers[name] for name in ("HX-Retarget", "HX-Reselect", "HX-Reswap")}
    assert told == {"HX-Retarget": "#screen", "HX-Reselect": "#screen", "HX-Reswap": "outerHTML"}
    assert 'id="f-lines-1-price-e"' in response.content.decode()


@pytest.mark.parametrize(("language", "sends", "sent", "posts"), [
    ("en", "Send message", "Done: Send message.", "Post"),
    ("zh-hans", "发送消息", "已完成：发送消息。", "过账"),
])  # fmt: skip
def test_only_what_writes_to_the_ledger_is_called_posting(language: str, sends: str, sent: str, posts: str) -> None:
    person = make_person(language=language)
    attempt, client = make_attempt(person), signed_in(person)
    button = re.compile(r'value="post" data-post>(?:<svg.*?</svg>)?(.*?) <kbd', re.DOTALL)
    labels = [
        button.findall(client.get(address(attempt, "drill-command", name)).content.decode())
        for name in ("message.send", "inv.post")
    ]
    assert labels == [[sends], [posts]]
    letter = {"to": "V00012", "subject": "13.75", "text": "?", "token": str(uuid4()), "seq": str(state_of(attempt).seq)}
    page = client.post(address(attempt, "drill-command", "message.send"), letter, follow=True).content.decode()
    assert sent in page
    log = page.split('id="more"')[1]
    assert ("已完成" if language != "en" else "Done") in log
    assert ("已过账" if language != "en" else "Posted") not in log


def test_a_letter_reads_in_the_order_of_paper_whatever_the_journal_kept() -> None:
    attempt = make_attempt(make_person(language="en"))
    words = Words(state_of(attempt), "en")
    kept = {"basis": "price", "date": "2026-11-30", "gross": "14.00", "line": "10", "reference": "R-1", "x-ray": "no"}
    assert words.letter(kept) == [
        ("Reference", "R-1"),
        ("Date", "2026-11-30"),
        ("Basis", "Price charged too high"),
        ("Line", "10"),
        ("Gross", "14.00"),
        ("X-ray", "no"),
    ]


def test_an_inspection_plan_shows_its_limits_with_the_decimals_that_the_lot_is_judged_by(owner: Person) -> None:
    attempt = make_attempt(owner)
    page = signed_in(owner).get(address(attempt, "drill-object", "PLAN", "RM-10001")).content.decode()
    limits = re.findall(r'data-label="(?:Lower|Upper) limit"[^>]*>([^<]+)</td>', page)
    assert limits == ["76.0", "84.0", "0.00", "0.30"]


def test_a_receipt_line_has_a_value_and_no_reading(owner: Person, attempt: Attempt) -> None:
    number = state_of(attempt).own_documents("GR")[0]["id"]
    page = signed_in(owner).get(address(attempt, "drill-object", "GR", number)).content.decode()
    assert re.findall(r'data-label="(Value|Reading)"[^>]*>([^<]+)</td>', page) == [("Value", "12,500.00")]


def test_a_letter_offers_whom_it_may_be_sent_to_by_name(owner: Person, attempt: Attempt) -> None:
    page = signed_in(owner).get(address(attempt, "drill-command", "message.send")).content.decode()
    offered = dict(re.findall(r'<option value="([^"]+)">([^<]+)</option>', page.split('id="f-to-list"')[1]))
    named = {number: offered.get(number) for number in ("lin.buyer", "V00012", "C00003")}
    assert named == {"lin.buyer": "Lin Xiao", "V00012": "Suzhou Hengren Medical Polymers", "C00003": named["C00003"]}
    assert named["C00003"]


def test_approvals_name_people_and_roles_in_the_reader_s_language() -> None:
    attempt = make_attempt(make_person(language="en"))
    given = [{"by": "gao.purmgr", "role": "PUR-MGR", "version": 1}]
    said = [Words(state_of(attempt), language).shown("approvals", given, kind="PO").text for language in ("zh", "en")]
    assert said == [
        "批准人 高建华；角色 采购经理；版本 1",
        "Approved by Gao Jianhua; Role Purchasing manager; Version 1",
    ]


def test_ill_typed_number_is_marked_and_not_journalled(owner: Person, attempt: Attempt) -> None:
    form = invoice(attempt, **{"lines-1-quantity": "a lot", "lines-1-price": "13.755"})
    response = signed_in(owner).post(address(attempt, "drill-command", "inv.post"), form)
    page = response.content.decode()
    assert (response.status_code, attempt.rows.count()) == (422, 0)
    assert "Please enter a number above nought." in page
    assert "Too many decimals for this unit." in page


def test_missing_field_is_marked_by_the_engine(owner: Person, attempt: Attempt) -> None:
    response = signed_in(owner).post(address(attempt, "drill-command", "inv.post"), invoice(attempt, reference=""))
    assert response.status_code == 422
    assert 'id="f-reference-e"' in response.content.decode()


def test_warning_is_passed_with_a_reason(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    client.post(address(attempt, "drill-command", "inv.post"), invoice(attempt))
    client.post(address(attempt, "drill-hat"), {"to": "gao.purmgr", "token": str(uuid4())})
    number = state_of(attempt).own_documents("IV")[0]["id"]
    form = {"iv": number, "block": "P", "reason": "Supplier presses", "token": str(uuid4()), "seq": "999"}
    url = address(attempt, "drill-command", "inv.release")
    page = client.post(url, form).content.decode()
    assert 'name="override_reason"' in page
    accepted = client.post(url, form | {"override_reason": "Plant stands still", "token": str(uuid4())})
    assert accepted.status_code == 302
    assert state_of(attempt).overrides()[0]["reason"] == "Plant stands still"


def test_signature_asks_for_number_and_password(owner: Person) -> None:
    attempt = make_attempt(owner, "P2P-04")
    client = signed_in(owner)
    state = state_of(attempt)
    inspection = next(iter(state.own_documents("QI")))
    url = address(attempt, "drill-command", "qi.decide")
    page = client.get(url + f"?qi={inspection['id']}").content.decode()
    assert "Usage decision" in page
    form = {"qi": inspection["id"], "decision": "R", "reason": "OD", "token": str(uuid4()), "seq": "999"}
    wrong = client.post(url, form | {"number": owner.number, "password": "not this"})
    assert (wrong.status_code, attempt.rows.count()) == (422, 0)
    assert "Not signed" in wrong.content.decode()
    client.post(url, form | {"number": owner.number, "password": PASSWORD})
    assert attempt.rows.get(command="qi.decide").outcome in {"accepted", "refused"}


def test_unverified_identity_does_not_hinder_practice(owner: Person) -> None:
    Person.objects.filter(pk=owner.pk).update(identity_verified_at=None)
    attempt = make_attempt(owner, "P2P-04")
    inspection = state_of(attempt).own_documents("QI")[0]
    form = {"qi": inspection["id"], "decision": "R", "reason": "OD", "number": owner.number, "password": PASSWORD}
    signed_in(owner).post(address(attempt, "drill-command", "qi.decide"), form | {"token": str(uuid4()), "seq": "999"})
    assert attempt.rows.filter(command="qi.decide").count() == 1


def test_opening_a_document_is_a_look_and_two_opens_are_one(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    url = address(attempt, "drill-object", "PO", order_number(attempt))
    client.get(url)
    client.get(url)
    client.get(address(attempt, "drill-report", "GRIR"))
    assert [(row.command, row.outcome) for row in attempt.rows.all()] == [
        ("view.open", "looked_up"),
        ("report.run", "looked_up"),
    ]


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("MIRO", "commands/inv.post/"),
        ("收货", "commands/gr.post/"),
        ("/Trial balance", "reports/TB/"),
        ("采购订单", "lists/PO/"),
        ("rm-10001", "lists/ITEM/RM-10001/"),
    ],
)
def test_command_field_opens_what_is_meant(owner: Person, attempt: Attempt, typed: str, ends: str) -> None:
    response = signed_in(owner).get(address(attempt, "drill-find"), {"q": typed})
    assert (response.status_code, response["Location"].endswith(ends)) == (302, True)


def test_command_field_lists_several_and_says_when_there_is_nothing(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    several = client.get(address(attempt, "drill-find"), {"q": "purchase"}).content.decode()
    assert "Approve purchase order" in several
    nothing = client.get(address(attempt, "drill-find"), {"q": "zzz"}).content.decode()
    assert "Nothing is called “zzz”" in nothing


def test_hat_clock_and_hint_are_journalled(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    client.post(address(attempt, "drill-hat"), {"to": "lin.buyer", "token": str(uuid4())})
    client.post(address(attempt, "drill-clock"), {"minutes": "60", "token": str(uuid4())})
    client.post(address(attempt, "drill-hint", 1), {"token": str(uuid4())})
    state = state_of(attempt)
    names = [row.command for row in attempt.rows.all() if row.token]
    assert (names, state.hat("learner"), state.clock) == (
        ["hat.switch", "clock.advance", "hint.open"],
        "lin.buyer",
        "2026-12-01T10:01",
    )
    page = client.get(address(attempt)).content.decode()
    assert "lin.buyer" in page
    refused = client.post(address(attempt, "drill-hat"), {"to": "luo.cash", "token": str(uuid4())}, follow=True)
    assert "is not one of your hats" in refused.content.decode()


def test_assessment_offers_no_hints(owner: Person) -> None:
    attempt = make_attempt(owner, mode=Attempt.Mode.ASSESSED)
    client = signed_in(owner)
    client.post(address(attempt, "drill-hint", 1), {"token": str(uuid4())})
    assert attempt.rows.count() == 0
    assert "costs" not in client.get(address(attempt)).content.decode()


def test_stop_is_always_at_hand_and_raises_a_deviation(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    number = order_number(attempt)
    page = client.get(address(attempt, "drill-object", "PO", number)).content.decode()
    assert f"stop.report/?about=PO%3A{number}" in page
    form = {"about": f"PO:{number}", "reason": "The price is wrong.", "token": str(uuid4()), "seq": "999"}
    client.post(address(attempt, "drill-command", "stop.report"), form)
    assert state_of(attempt).own_documents("DEV")[0]["reason"] == "The price is wrong."


def test_ended_attempt_can_be_read_but_not_posted_in(owner: Person, attempt: Attempt) -> None:
    finish_attempt(attempt)
    client = signed_in(owner)
    assert "This attempt has ended" in client.get(address(attempt)).content.decode()
    response = client.post(address(attempt, "drill-command", "inv.post"), invoice(attempt))
    assert (response.status_code, attempt.rows.count()) == (422, 0)


def test_form_opens_knowing_the_order_and_takes_another_line(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    url = address(attempt, "drill-command", "inv.post")
    page = client.get(f"{url}?po={order_number(attempt)}").content.decode()
    assert 'name="lines-1-line" value="10"' in page
    assert "RM-10001 Medical PVC compound" in page
    assert 'name="lines-2-line"' in client.post(url, invoice(attempt, press="line")).content.decode()


def test_every_command_has_a_form(owner: Person, attempt: Attempt) -> None:
    client = signed_in(owner)
    for name, spec in command_specs().items():
        response = client.get(address(attempt, "drill-command", name))
        if spec.effect is not Effect.CHANGE or name in {"hat.switch", "clock.advance"}:
            assert response.status_code == 404, name
            continue
        page = response.content.decode()
        assert (response.status_code, "<h2>" in page) == (200, True), name
        missing = [
            one.name for one in spec.fields if one.type is not FieldType.LINES and f'name="{one.name}"' not in page
        ]
        assert missing == [], name


def test_screens_ask_the_database_little(owner: Person, attempt: Attempt, django_assert_max_num_queries: Any) -> None:
    client = signed_in(owner)
    client.get(address(attempt))
    for url in screens(attempt):
        with django_assert_max_num_queries(20):
            client.get(url)
    with django_assert_max_num_queries(20):
        client.post(address(attempt, "drill-command", "inv.post"), invoice(attempt))


def listed(client: Client, attempt: Attempt, kind: str, query: str = "") -> list[str]:
    """The numbers of a list, in the order in which they stand on its page."""
    page = client.get(address(attempt, "drill-list", kind) + query).content.decode()
    return re.findall(rf'/{kind}/([^/"]+)/"', page.split("<tbody>")[1].split("</tbody>")[0])


def test_the_run_book_is_listed_by_its_numbers_whatever_was_done_in_it_last(owner: Person) -> None:
    attempt = played_attempt(owner, "CUT-01")
    client = signed_in(owner)
    before = listed(client, attempt, "RBK")
    play_recorded(attempt, "cut-01/good.yaml")
    finished = {body["id"] for body in state_of(attempt).own_documents("RBK")}
    assert finished
    assert listed(client, attempt, "RBK") == before == sorted(before)
    assert before[:3] == ["RB-01", "RB-02", "RB-03"]


@pytest.mark.parametrize(("field", "kind"), [("planned_minutes", "RBK"), ("name", "RBK"), ("status", "PO")])
def test_a_list_is_sorted_by_any_column_and_back_again(owner: Person, field: str, kind: str) -> None:
    attempt = make_attempt(owner, "CUT-01")
    client = signed_in(owner)
    words = Words(state_of(attempt), "en")
    bodies = {str(body["id"]): body for body in state_of(attempt).documents(kind)}

    def value(number: str) -> Any:
        return (
            bodies[number][field]
            if field == "planned_minutes"
            else cell(words, kind, bodies[number], field).shown.text.casefold()
        )

    up, down = (listed(client, attempt, kind, f"?sort={sort}") for sort in (field, f"-{field}"))
    assert [value(one) for one in up] == sorted(value(one) for one in up)
    assert [value(one) for one in down] == sorted((value(one) for one in down), reverse=True)
    assert up != down


def test_the_head_of_a_list_says_how_it_is_sorted_and_keeps_what_was_looked_for(owner: Person) -> None:
    attempt = make_attempt(owner, "CUT-01")
    client = signed_in(owner)
    page = client.get(address(attempt, "drill-list", "RBK") + "?q=load&sort=owner").content.decode()
    assert page.count('aria-sort="ascending"') == 1
    assert 'href="?q=load&amp;sort=-owner"' in page
    assert '<input type="hidden" name="sort" value="owner">' in page
    unknown = listed(client, attempt, "RBK", "?sort=no_such_column")
    assert unknown == listed(client, attempt, "RBK")
