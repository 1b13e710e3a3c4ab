"""What somebody played becomes a path that works with other numbers, and rules that the play itself meets."""

import pytest

from scenarios.authoring.document import parsed, written
from scenarios.authoring.drafting import draft_of, vary
from scenarios.authoring.proposing import END_STATE, PROCESS, propose, rule_of
from scenarios.authoring.recording import record_path
from scenarios.engine.api import JournalEntry
from scenarios.grading.api import Played, load_path, play_path
from tests.scenarios.grading.drills import opened, played, small_company, text_of

SOLUTIONS = (
    ("P2P-01", "p2p-01/good.yaml"),
    ("P2P-02", "p2p-02/good.yaml"),
    ("P2P-03", "p2p-03/good.yaml"),
    ("P2P-04", "p2p-04/good-report-first.yaml"),
    ("P2P-06", "p2p-06/good.yaml"),
)


def rows(code: str, done: Played, seed: int) -> tuple[JournalEntry, ...]:
    return tuple(done.state.journal[opened(code, seed).first_seq - 1 :])


@pytest.mark.parametrize(("code", "file"), SOLUTIONS)
def test_a_recorded_solution_scores_the_same_with_other_numbers(code: str, file: str) -> None:
    done = played(code, file, seed=5)
    answers = {key: dict(value) for key, value in parsed(text_of(file)).get("answers", {}).items()}
    tree = record_path(
        opened(code, 5), rows(code, done, 5), code=code, title={"zh": "做法", "en": "Way"}, answers=answers
    )
    way, problems = load_path(written(tree), file="recorded")
    assert problems == ()
    assert way is not None
    assert [play_path(opened(code, seed), way).grade.score for seed in (0, 1, 2, 3, 5)] == [100] * 5


def test_a_refused_step_is_recorded_with_its_refusal_and_repeated_looks_once() -> None:
    done = played("P2P-04", "p2p-04/pay-in-full.yaml", seed=5)
    tree = record_path(opened("P2P-04", 5), rows("P2P-04", done, 5), code="X", title={"zh": "x", "en": "x"}, answers={})
    refused = [step["refused"] for step in tree["steps"] if "refused" in step]
    assert refused == ["UD_ACCEPT_FAILED_LOT", "CONCESSION_NOT_ALLOWED"]
    assert not any(step["do"] == "hat.switch" for step in tree["steps"])


@pytest.mark.parametrize(("code", "file"), SOLUTIONS)
def test_every_proposed_rule_loads_reads_as_a_sentence_and_is_met_by_the_play(code: str, file: str) -> None:
    done = played(code, file, seed=5)
    found = propose(opened(code, 5), done.state, rows(code, done, 5))
    assert {row.group for row in found} == {END_STATE, PROCESS}
    assert len({row.key for row in found}) == len(found)
    for row in found:
        assert rule_of(row.group, row.body) is not None, row.body
        assert row.sentence.zh
        assert row.sentence.en
        assert "$" not in row.sentence.en


def test_proposals_name_order_people_signatures_and_the_state_of_the_books() -> None:
    done = played("P2P-04", "p2p-04/good.yaml", seed=5)
    bodies = [row.body for row in propose(opened("P2P-04", 5), done.state, rows("P2P-04", done, 5)) if row.is_ticked]
    assert {"type": "precedence", "a": "qi.record", "b": "qi.decide", "same": "QI"} in bodies
    assert {"type": "role_of", "a": "mrb.decide", "roles": ["QA-MGR"]} in bodies
    assert {"doc": "QI", "where": {"id": "$QI"}, "field": "decision", "eq": "R"} in bodies
    assert {"type": "looked_up", "what": "PLAN", "which": "RM-10103", "before": "qi.sample"} in bodies
    assert {"ledger": "gl", "account": "2202-GRIR", "po": "$PO", "sum": 0} in bodies


def test_a_play_is_cut_into_the_scene_and_the_way() -> None:
    done = played("P2P-04", "p2p-04/good.yaml", seed=5)
    entries = rows("P2P-04", done, 5)
    cut = next(entry.seq for entry in entries if entry.command.name == "qi.record")
    made = draft_of(
        text_of("p2p-04.yaml"),
        opened("P2P-04", 5),
        entries,
        small_company(),
        code="QX-01",
        title={"zh": "处置", "en": "Dispose"},
        cut=cut,
        answers={},
    )
    tree, way = parsed(made.text), parsed(made.path)
    assert [step["do"] for step in tree["start"]["overlay"]][-2:] == ["qi.sample", "qi.record"]
    assert [step["do"] for step in way["steps"]][:2] == ["oos.open", "ncr.open"]
    assert (tree["id"], tree["solutions"]) == ("QX-01", ["solution-1"])


def test_a_twist_replaces_the_value_in_the_start_the_rules_and_the_ways() -> None:
    tree = {
        "start": {"clock": "2026-12-01T09:00", "overlay": [{"as": "a", "do": "po.create", "args": {"price": 1250}}]},
        "end_state": [{"assert": {"doc": "PO", "field": "price", "eq": 1250}}],
    }
    way = written({"steps": [{"do": "inv.post", "args": {"price": 1250, "quantity": 125}}]})
    fresh, paths = vary(tree, {"solution-1": way}, "price", [1250, 1300])
    assert fresh["start"] == {
        "clock": "2026-12-01T09:00",
        "overlay": [{"as": "a", "do": "po.create", "args": {"price": "$price"}}],
        "variants": {"seed": "per_attempt", "bind": {"price": {"choice": [1250, 1300]}}},
    }
    assert fresh["end_state"][0]["assert"]["eq"] == "$price"
    assert parsed(paths["solution-1"])["steps"][0]["args"] == {"price": "$price", "quantity": 125}
