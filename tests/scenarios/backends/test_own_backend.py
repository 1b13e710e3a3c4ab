"""Our own engine behind the seam: the same grade as without it, moments to come back to, and a journal to take away."""

import pytest

from scenarios.backends.api import OwnBackend, SandboxBackend, UnknownViewError, play_on, prove
from scenarios.engine.api import Command, Outcome, command_specs, digest, entry_from_json, to_ocel, verify_chain
from scenarios.grading.api import play_path
from tests.scenarios.backends.drills import opened, path_of

REQUISITION = Command(
    "pr.create", {"item": "RM-10001", "quantity": 5200, "need_by": "2026-12-05", "reason": "Low"}, user="he.plan"
)


@pytest.mark.parametrize("name", ["p2p-01", "p2p-04", "o2c-01"])
def test_a_solution_earns_the_same_grade_behind_the_seam_as_without_it(name: str) -> None:
    opening = opened(name)
    path = path_of(opening)
    handle = OwnBackend().provision(opening)
    there, here = play_on(handle, opening, path), play_path(opening, path)
    assert there.grade == here.grade
    assert there.surprises == ()
    assert digest(handle.state) == digest(here.state)


def test_a_proof_names_each_end_state_expectation_and_what_was_found() -> None:
    opening = opened("p2p-01")
    (proof,) = prove(OwnBackend(), opening, [path_of(opening)])
    assert (proof.back_end, proof.scenario_id, proof.surprises) == ("own", "P2P-01", ())
    assert [(row.expectation.id, row.met, row.bearing.borne) for row in proof.judged] == [
        (f"E{number}", True, True) for number in range(1, 8)
    ]


def test_a_wrong_path_leaves_its_expectations_unmet_behind_the_seam_too() -> None:
    opening = opened("p2p-04")
    (proof,) = prove(OwnBackend(), opening, [path_of(opening, "p2p-04/quiet-return.yaml")])
    assert [row.expectation.id for row in proof.judged if not row.met] == ["E3", "E4", "E5", "E6"]


def test_a_command_of_another_persons_hat_is_refused_and_changes_nothing() -> None:
    handle = OwnBackend().provision(opened("p2p-01"))
    before = digest(handle.state)
    entry = handle.submit(Command("pr.create", dict(REQUISITION.args), user="shen.rnd"))
    assert (entry.outcome, entry.refusal.code if entry.refusal else "") == (Outcome.REFUSED, "HAT_NOT_YOURS")
    assert digest(handle.state) == before


def test_a_kept_moment_can_be_come_back_to_again_and_again() -> None:
    handle = OwnBackend().provision(opened("p2p-01"))
    kept = handle.snapshot()
    before = digest(handle.state)
    for _ in range(2):
        assert handle.submit(REQUISITION).outcome is Outcome.ACCEPTED
        assert digest(handle.state) != before
        handle.restore(kept)
        assert digest(handle.state) == before


def test_the_journal_taken_away_is_the_learners_and_whole() -> None:
    opening = opened("p2p-04")
    handle = OwnBackend().provision(opening)
    play_on(handle, opening, path_of(opening))
    export = handle.export_journal()
    entries = [entry_from_json(row) for row in export.entries]
    assert verify_chain(handle.opening, entries) is None
    assert len(entries) == len(handle.state.journal) - len(opening.state.journal)
    assert export.ocel == to_ocel(opening.state, entries)
    assert [row["hash"] for row in export.own_history] == [entry.hash for entry in entries]


def test_the_seams_reads_are_answered_and_no_others() -> None:
    handle = OwnBackend().provision(opened("p2p-01"))
    assert handle.query("stock", item="RM-10001", stock_type="U") == 3200
    assert handle.query("document", "PO", "nowhere") is None
    with pytest.raises(UnknownViewError):
        handle.query("with_entry")


def test_our_own_engine_bears_every_command() -> None:
    backend: SandboxBackend = OwnBackend()
    capabilities = backend.capabilities()
    assert capabilities.carried_out == frozenset(command_specs())
    assert capabilities.refused == frozenset()
