"""Seats that the engine plays, and injects: when they answer, once, in a fixed order."""

from scenarios.datasets.api import dataset
from scenarios.engine.api import Command, Inject, Npc, begin, play, start_state

MANAGER = Npc(
    id="manager",
    seat="npc",
    user="gao.purmgr",
    kind="PO",
    status="submitted",
    command="po.approve",
    args={"po": "$id"},
    after_minutes=30,
)
PRESSURE = Command(
    "message.receive",
    {"sender": "ma.prod", "to": "sun.iqc", "subject": "Material", "text": "We need it now."},
    user="system",
    seat="system",
)
SEATS = {"learner": ("lin.buyer",), "npc": ("gao.purmgr",)}
LINE = {"item": "RM-10103", "quantity": 100, "price": 210, "delivery_date": "2026-12-05"}


def ordered() -> Command:
    return Command("po.create", {"vendor": "V00023", "lines": [LINE]}, user="lin.buyer")


def test_manager_answers_after_the_delay_and_once() -> None:
    state = start_state(dataset("S"), clock="2026-12-01T09:00", seats=SEATS, npcs=(MANAGER,))
    state, _ = play(state, ordered())
    number = state.own_documents("PO")[0]["id"]
    state, entries = play(state, Command("po.submit", {"po": number}, user="lin.buyer"))
    assert len(entries) == 1
    state, entries = play(state, Command("clock.advance", {"minutes": 30}, user="lin.buyer"))
    assert [entry.command.name for entry in entries] == ["clock.advance", "inject.fire", "po.approve"]
    assert state.own_documents("PO")[0]["status"] == "approved"
    _, entries = play(state, Command("clock.advance", {"minutes": 60}, user="lin.buyer"))
    assert len(entries) == 1


def test_inject_comes_at_its_time_and_one_without_time_at_once() -> None:
    timed = Inject(id="b", commands=(PRESSURE,), at_minutes=45)
    soon = Inject(id="a", commands=(PRESSURE,))
    state = start_state(dataset("S"), clock="2026-12-01T09:00", injects=(timed, soon))
    state, entries = begin(state)
    assert [entry.command.name for entry in entries] == ["inject.fire", "message.receive"]
    state, entries = play(state, Command("clock.advance", {"minutes": 44}, user="lin.buyer"))
    assert len(entries) == 1
    state, entries = play(state, Command("clock.advance", {"minutes": 1}, user="lin.buyer"))
    assert [entry.at for entry in entries] == ["2026-12-01T09:44", "2026-12-01T09:45", "2026-12-01T09:45"]


def test_inject_waits_for_what_the_learner_does() -> None:
    inject = Inject(id="a", commands=(PRESSURE,), when={"doc": "PO", "where": {"status": "draft"}})
    state = start_state(dataset("S"), clock="2026-12-01T09:00", injects=(inject,))
    state, entries = begin(state)
    assert entries == ()
    state, entries = play(state, ordered())
    assert [entry.command.name for entry in entries] == ["po.create", "inject.fire", "message.receive"]
