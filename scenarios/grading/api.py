"""The door to grading: load a scenario, open a drill, grade an attempt, prove a scenario's contract.

loaded = load_scenario(text, file="p2p-03.yaml")           # loaded.scenario, or loaded.problems (all of them)
opening = open_drill(loaded.scenario, dataset, seed=7, mode=Mode.PRACTICE)
state = opening.state                                       # then play(state, command) as often as the learner acts
result = grade(opening, state, answers={"A1": {"value": "10", "confidence": "sure"}})
result.score, result.passed, result.marks, result.auditor
"""

from scenarios.grading.alignment import Pairing, align, nearest, own_steps
from scenarios.grading.assertions import Answer
from scenarios.grading.binding import unbound_names
from scenarios.grading.bundle import Bundle, read_bundle, write_bundle
from scenarios.grading.catalogue import CatalogueEntry, load_catalogue
from scenarios.grading.contract import PathReport, check_contract, reader_of
from scenarios.grading.deductions import Deduction, hint_number
from scenarios.grading.finding import Finding
from scenarios.grading.fingerprint import fingerprint
from scenarios.grading.grading import Grade, MarkResult, cost_of, grade
from scenarios.grading.loading import Loaded, load_scenario
from scenarios.grading.needless import REWORK
from scenarios.grading.opening import Opening, OpeningRefusedError, open_drill, recorded_scenario
from scenarios.grading.paths import Path, Played, load_path, play_path
from scenarios.grading.problems import Problem
from scenarios.grading.prose import RuleSentence, rules_as_prose
from scenarios.grading.rates import Rate
from scenarios.grading.scenario import Expectation, Group, Hint, Mode, RateKind, Scenario
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import command_text, document_text

__all__ = [
    "REWORK",
    "Answer",
    "Bundle",
    "CatalogueEntry",
    "Deduction",
    "Expectation",
    "Finding",
    "Grade",
    "Group",
    "Hint",
    "Loaded",
    "MarkResult",
    "Mode",
    "Opening",
    "OpeningRefusedError",
    "Pairing",
    "Path",
    "PathReport",
    "Played",
    "Problem",
    "Rate",
    "RateKind",
    "RuleSentence",
    "Scenario",
    "Text",
    "Trace",
    "align",
    "check_contract",
    "command_text",
    "cost_of",
    "document_text",
    "fingerprint",
    "grade",
    "hint_number",
    "load_catalogue",
    "load_path",
    "load_scenario",
    "nearest",
    "open_drill",
    "own_steps",
    "play_path",
    "read_bundle",
    "reader_of",
    "recorded_scenario",
    "rules_as_prose",
    "unbound_names",
    "write_bundle",
]
