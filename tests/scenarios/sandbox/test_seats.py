"""Several people on one shared state: who may sit where, who may do what, and what one mistake does to the next."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from scenarios.engine.api import Command, State, digest
from scenarios.models import Attempt, Seat, SeatInvitation
from scenarios.sandbox.folding import state_of
from scenarios.sandbox.joining import NoSuchColleague, SeatTaken, SeatUnknown, colleague, invite_colleague, take_seat
from scenarios.sandbox.seating import SeatNotYours, attempt_by_code, parts_of, seat_code, seats_of
from scenarios.sandbox.services import MOST_TURNS, AttemptClosed, StaleScreen, finish_attempt, submit_command
from tests.factories import make_person
from tests.scenarios.sandbox.factories import make_attempt
from tests.scenarios.sandbox.shared import browser_of, invoiced, make_shared_attempt, ordered, received

pytestmark = pytest.mark.django_db


def note(text: str, user: str = "zhou.rcv", seat: str = "receiving") -> Command:
    return Command("message.send", {"to": "V00012", "subject": "Goods", "text": text}, user=user, seat=seat)


@pytest.mark.requirement("A32")
def test_short_receipt_of_one_person_blocks_the_invoice_of_another() -> None:
    buyer, receiver, accountant = make_person("林晓"), make_person("周婷"), make_person("王琳")
    attempt = make_shared_attempt(buyer)
    take_seat(attempt, receiver, seat="receiving")
    take_seat(attempt, accountant, seat="paying")
    order = ordered(browser_of(buyer, attempt))
    received(browser_of(receiver, attempt), order, "400.0")
    downstream = browser_of(accountant, attempt)
    downstream.wears("wang.ap")
    invoice = invoiced(downstream, order, attempt)
    blocked = state_of(attempt).document("IV", invoice) or {}
    assert (blocked["status"], tuple(blocked["blocks"])) == ("blocked", ("Q",))
    downstream.wears("luo.cash")
    page: Any = downstream.client.post(
        downstream.address("drill-command", "pay.propose"),
        {"invoices": invoice, "token": str(uuid4()), "seq": str(state_of(attempt).seq)},
    )
    assert page.status_code == 422
    who = {row.command: row.person for row in attempt.rows.exclude(person=None)}
    assert (who["po.create"], who["gr.post"], who["inv.post"]) == (buyer, receiver, accountant)


@pytest.mark.requirement("A32")
def test_right_receipt_lets_the_same_invoice_through() -> None:
    buyer, receiver = make_person(), make_person("周婷")
    attempt = make_shared_attempt(buyer)
    take_seat(attempt, receiver, seat="receiving")
    desk = browser_of(buyer, attempt)
    order = ordered(desk)
    received(browser_of(receiver, attempt), order)
    desk.wears("wang.ap")
    invoice = invoiced(desk, order, attempt)
    assert (state_of(attempt).document("IV", invoice) or {})["status"] == "posted"


def test_starter_covers_free_seats_until_a_colleague_sits_down_and_never_a_played_one() -> None:
    starter, guest = make_person(), make_person("周婷")
    attempt = make_shared_attempt(starter)
    assert seats_of(attempt, starter) == ("buying", "receiving", "paying")
    take_seat(attempt, guest, seat="receiving")
    assert (seats_of(attempt, starter), seats_of(attempt, guest)) == (("buying", "paying"), ("receiving",))
    with pytest.raises(SeatNotYours):
        submit_command(attempt, note("Mine?"), person=starter)
    assert not attempt.rows.filter(command="message.send").exists()


def test_single_seat_asks_the_database_nothing_about_seats(django_assert_num_queries: Any) -> None:
    person = make_person()
    attempt = make_attempt(person)
    seats_of(attempt, person)
    with django_assert_num_queries(0):
        assert seats_of(attempt, person) == ("learner",)


def test_stranger_finds_nothing_and_a_training_lead_looks_on_but_posts_nothing() -> None:
    attempt = make_shared_attempt(make_person())
    for name in ("drill-attempt", "drill-seats", "drill-live"):
        client = browser_of(make_person("路人"), attempt).client
        assert client.get(reverse(name, args=[attempt.uuid])).status_code == 404
    stranger = browser_of(make_person("生人"), attempt)
    for address in ("drill-sit", "drill-invite", "drill-hat"):
        assert stranger.client.post(stranger.address(address), {"seat": "receiving"}).status_code == 404
    lead = browser_of(make_person("组长", "training_lead"), attempt)
    assert lead.client.get(lead.address("drill-attempt")).status_code == 200
    assert lead.client.post(lead.address("drill-hat"), {"to": "zhou.rcv"}).status_code == 404
    assert Seat.objects.count() == 0


def test_seat_is_taken_once_and_by_the_same_person_twice_is_one_seat() -> None:
    attempt, guest = make_shared_attempt(make_person()), make_person("周婷")
    first = take_seat(attempt, guest, seat="receiving")
    assert take_seat(attempt, guest, seat="receiving").pk == first.pk
    with pytest.raises(SeatTaken):
        take_seat(attempt, make_person("孙悦"), seat="receiving")
    with pytest.raises(SeatUnknown):
        take_seat(attempt, guest, seat="paying")
    with pytest.raises(SeatUnknown):
        take_seat(attempt, make_person("何佳"), seat="buying")
    assert [row.command for row in attempt.rows.all()] == ["seat.join"]


def test_ended_attempt_gives_no_seats_and_its_code_leads_nowhere() -> None:
    attempt = make_shared_attempt(make_person())
    assert attempt_by_code(seat_code(attempt).lower()) == attempt
    finish_attempt(attempt)
    with pytest.raises(AttemptClosed):
        take_seat(attempt, make_person("周婷"), seat="receiving")
    assert (attempt_by_code(seat_code(attempt)), Seat.objects.count()) == (None, 0)


def test_code_of_a_single_seat_drill_means_nothing() -> None:
    attempt = make_attempt(make_person())
    assert attempt_by_code(seat_code(attempt)) is None
    assert attempt_by_code("") is None


def test_database_refuses_to_move_somebody_to_another_seat() -> None:
    attempt = make_shared_attempt(make_person())
    take_seat(attempt, make_person("周婷"), seat="receiving")
    with pytest.raises(DatabaseError), transaction.atomic():
        Seat.objects.update(seat="paying")


def test_code_opens_the_seating_page_and_the_seat() -> None:
    attempt, guest = make_shared_attempt(make_person()), make_person("周婷")
    client = Client()
    client.force_login(guest)
    assert client.post(reverse("drill-join"), {"code": "0000-0000"}).status_code == 422
    answer: Any = client.post(reverse("drill-join"), {"code": seat_code(attempt).lower()})
    assert (answer.status_code, client.get(answer["Location"]).status_code) == (302, 200)
    sat = client.post(reverse("drill-sit", args=[attempt.uuid]), {"seat": "receiving", "code": seat_code(attempt)})
    assert (sat.status_code, seats_of(attempt, guest)) == (302, ("receiving",))
    assert client.get(reverse("drill-attempt", args=[attempt.uuid])).status_code == 200


def test_invited_colleague_sits_down_without_a_code_and_only_the_starter_invites() -> None:
    starter, guest = make_person(), make_person("周婷婷")
    attempt = make_shared_attempt(starter)
    desk = browser_of(starter, attempt)
    desk.client.post(desk.address("drill-invite"), {"colleague": guest.number.lower(), "seat": "receiving"})
    desk.client.post(desk.address("drill-invite"), {"colleague": "周婷婷", "seat": "receiving"})
    assert [row.person for row in SeatInvitation.objects.all()] == [guest]
    visitor = browser_of(guest, attempt)
    joining: Any = visitor.client.get(reverse("drill-join"))
    assert str(attempt.uuid) in joining.content.decode()
    invite = {"colleague": starter.number, "seat": "paying"}
    assert visitor.client.post(visitor.address("drill-invite"), invite).status_code == 404
    assert visitor.client.post(visitor.address("drill-sit"), {"seat": "receiving"}).status_code == 302
    assert seats_of(attempt, guest) == ("receiving",)


def test_two_people_of_one_name_are_told_apart_by_number() -> None:
    first, _second = make_person("王伟"), make_person("王伟")
    with pytest.raises(NoSuchColleague):
        colleague("王伟")
    with pytest.raises(NoSuchColleague):
        colleague("不存在")
    assert colleague(first.number) == first
    with pytest.raises(SeatUnknown):
        invite_colleague(make_shared_attempt(first), first, seat="paying")


@pytest.mark.requirement("A32")
def test_commands_at_the_same_instant_take_turns_and_neither_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has folded before the first one wrote: the database's number sends it round once more."""
    starter, guest = make_person(), make_person("周婷")
    attempt = make_shared_attempt(starter)
    take_seat(attempt, guest, seat="receiving")
    earlier, real = [state_of(attempt)], state_of
    submit_command(attempt, note("First", "lin.buyer", "buying"), person=starter)
    monkeypatch.setattr("scenarios.sandbox.services.state_of", lambda one: earlier.pop() if earlier else real(one))
    token = uuid4()
    done = submit_command(attempt, note("Second"), person=guest, token=token)
    again = submit_command(attempt, note("Second"), person=guest, token=token)
    sent = [body["text"] for body in real(attempt).own_documents("MSG") if body["status"] == "sent"]
    assert (sent, earlier, done.is_repeat, again.is_repeat) == (["First", "Second"], [], False, True)
    numbers = list(attempt.rows.values_list("seq", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_screen_is_stale_when_a_colleague_changed_its_document_and_not_for_other_work() -> None:
    starter, guest = make_person(), make_person("周婷")
    attempt = make_shared_attempt(starter)
    take_seat(attempt, guest, seat="receiving")
    order = ordered(browser_of(starter, attempt))
    opened = state_of(attempt).seq
    submit_command(attempt, note("Something else"), person=guest)
    change = {"po": order, "line": "10", "delivery_date": "2026-12-03", "reason": "Later"}
    command = Command("po.change", change, user="lin.buyer", seat="buying")
    submit_command(attempt, command, expected_seq=opened, person=starter)
    returned = Command("po.cancel", {"po": order, "reason": "Too late"}, user="lin.buyer", seat="receiving")
    before = digest(state_of(attempt))
    with pytest.raises(StaleScreen):
        submit_command(attempt, returned, expected_seq=opened, person=guest)
    assert digest(state_of(attempt)) == before


@pytest.mark.requirement("A32")
def test_rule_plays_an_empty_seat_and_rests_once_somebody_sits_there() -> None:
    alone, together = make_person("甲"), make_person("乙")
    first, second = make_shared_attempt(alone), make_shared_attempt(together)
    take_seat(second, make_person("孙悦"), seat="inspecting")
    for person, attempt in ((alone, first), (together, second)):
        desk = browser_of(person, attempt)
        order = ordered(desk)
        desk.wears("zhou.rcv")
        received(desk, order)
    states = [state_of(attempt).own_documents("QI")[0]["status"] for attempt in (first, second)]
    assert states == ["sampled", "created"]


def test_live_desk_is_silent_until_a_colleague_posts_and_then_says_what() -> None:
    starter, guest = make_person(), make_person("周婷")
    attempt = make_shared_attempt(starter)
    take_seat(attempt, guest, seat="receiving")
    desk, seq = browser_of(starter, attempt), state_of(attempt).seq
    address = f"{desk.address('drill-live')}?seq={seq}&seen={seq}"
    assert desk.client.get(address).status_code == 204
    submit_command(attempt, note("At dock 2"), person=guest)
    page: Any = desk.client.get(address)
    text = page.content.decode()
    assert page.status_code == 200
    assert 'id="erp-work" hx-swap-oob="true"' in text
    assert ("周婷" in text or "Zhou Ting" in text, f"seen={state_of(attempt).seq}" in text) == (True, True)
    finish_attempt(attempt)
    assert desk.client.get(address)["HX-Refresh"] == "true"


def test_each_person_has_their_own_part_and_two_hats_are_flagged() -> None:
    starter, guest = make_person(), make_person("周婷")
    attempt = make_shared_attempt(starter)
    take_seat(attempt, guest, seat="receiving")
    desk = browser_of(starter, attempt)
    order = ordered(desk)
    received(browser_of(guest, attempt), order)
    desk.wears("wang.ap")
    invoiced(desk, order, attempt)
    mine, yours = parts_of(attempt)
    assert (mine.person, mine.seats, mine.wears_two_hats) == (starter, ("buying", "paying"), True)
    assert (yours.person, yours.seats, yours.accepted, yours.wears_two_hats) == (guest, ("receiving",), 1, False)
    assert not set(mine.seqs) & set(yours.seqs)


def test_command_that_never_gets_its_turn_is_refused_and_posts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    starter, guest = make_person(), make_person("周婷")
    attempt = make_shared_attempt(starter)
    take_seat(attempt, guest, seat="receiving")
    earlier = state_of(attempt)
    submit_command(attempt, note("First", "lin.buyer", "buying"), person=starter)
    rows = attempt.rows.count()
    turns: list[int] = []

    def stale(_attempt: Attempt) -> State:
        turns.append(1)
        return earlier

    monkeypatch.setattr("scenarios.sandbox.services.state_of", stale)
    with pytest.raises(StaleScreen):
        submit_command(attempt, note("Never"), person=guest)
    assert (attempt.rows.count(), len(turns)) == (rows, MOST_TURNS)
