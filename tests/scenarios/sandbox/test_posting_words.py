"""A screen says “post” of exactly what writes to the ledger, as the recorded solutions of all drills show."""

from scenarios.engine.api import command_specs
from scenarios.sandbox.posting_commands import POSTING, outcome_key
from tests.scenarios.grading.drills import drill, played
from tests.scenarios.test_scenario_contract import BUILT

CALLED_OTHERWISE = {"rcl.block", "rework.order", "rework.report", "transit.depart"}
"""They write values over too, but people block, order and report; the last is the simulation's."""


def test_what_the_solutions_post_is_called_posting() -> None:
    wrote = {
        entry.command.name
        for code in BUILT
        for entry in played(code, drill(code).solutions[0]).state.journal
        if any(event.kind == "ledger.posted" for event in entry.events)
    }
    assert wrote - POSTING <= CALLED_OTHERWISE
    assert len(wrote & POSTING) >= 15


def test_every_command_called_posting_exists() -> None:
    assert POSTING - set(command_specs()) == set()


def test_an_accepted_message_is_done_and_an_accepted_invoice_is_posted() -> None:
    ways = [("inv.post", "accepted"), ("message.send", "accepted"), ("inv.post", "refused"), ("view.open", "looked_up")]
    assert [outcome_key(*way) for way in ways] == [
        "outcome.posted", "outcome.accepted", "outcome.refused", "outcome.looked_up",
    ]  # fmt: skip
