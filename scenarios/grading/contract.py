"""Contract: a scenario may be published when each solution scores 100 and each wrong path fails as declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scenarios.engine.api import Dataset
from scenarios.grading.binding import picked, unbound_names
from scenarios.grading.grading import FULL_SCORE, Grade
from scenarios.grading.opening import Opening, OpeningRefusedError, open_drill
from scenarios.grading.paths import load_path, play_path
from scenarios.grading.problems import Problem
from scenarios.grading.scenario import Mode, Scenario, Start, WrongPath
from scenarios.grading.text import Text, enumerated, same

NOT_FULL = Text(
    "正确路径得 {score} 分，应为 100 分；未满足：{unmet}。", "The solution scores {score}, not 100; unmet: {unmet}."
)
NOT_PASSED = Text("正确路径没有通过。", "The solution does not pass.")
PASSES = Text("错误路径得 {score} 分并通过了。", "The wrong path passes with {score}.")
OTHER_FAILS = Text("应当不满足 {wanted}，实际不满足 {found}。", "Should fail {wanted}, but fails {found}.")
OTHER_CRITICAL = Text("应当触发关键项 {wanted}，实际 {found}。", "Should fail critical {wanted}, but it was {found}.")
OTHER_RATES = Text(
    "应当达不到的比率：{wanted}，实际：{found}。", "Should fall short of {wanted}, but falls short of {found}."
)
NOT_WHOLE = Text(
    "正确路径的 {kind} 只有 {done}/{planted}，应当全部做到。",
    "The solution reaches {done} of {planted} for {kind}, not all of them.",
)
OTHER_REFUSED = Text("应当被 {wanted} 拒绝，实际 {found}。", "Should be refused by {wanted}, but it was {found}.")
UNBOUND = Text("这些变量没有赋值：{names}。", "These names have no value: {names}.")
SAMPLE_SEEDS = (0, 1, 2, 3, 5, 8, 13)
"""Enough to meet most options of a choice of up to four; what they leave out, the next seeds in turn bring."""
LAST_SEED = 2_000
"""No option of a drill is so rare that so many seeds never pick it."""


@dataclass(frozen=True)
class PathReport:
    """One line of the contract: a path with a seed, its score, and whatever is not as it should be."""

    scenario_id: str
    file: str
    seed: int
    is_solution: bool
    score: Decimal
    complaints: tuple[Text, ...]

    @property
    def holds(self) -> bool:
        """Whether there is nothing to complain about."""
        return not self.complaints


def reader_of(paths: Mapping[str, str]) -> Callable[[str], str]:
    """What gives the text of each path by name; an unknown one is a file that does not exist."""

    def read(file: str) -> str:
        if file not in paths:
            raise FileNotFoundError(file)
        return paths[file]

    return read


def variant_seeds(start: Start) -> tuple[int, ...]:
    """Return seeds by which every option of every choice is met: the samples, and the next ones that bring a new option.

    Of seeds that bind the same values the first stands for all; where nothing varies one is enough.
    """
    if not start.varies:
        return SAMPLE_SEEDS[:1]
    met: set[tuple[str, int]] = set()
    bound_so_far: set[str] = set()
    seeds = []
    for seed in (*SAMPLE_SEEDS, *range(SAMPLE_SEEDS[-1] + 1, LAST_SEED)):
        options = picked(start, seed)
        is_new = repr(options) not in bound_so_far if seed in SAMPLE_SEEDS else bool(set(options) - met)
        if is_new:
            seeds.append(seed)
        met |= set(options)
        bound_so_far.add(repr(options))
        if seed >= SAMPLE_SEEDS[-1] and len(met) == sum(len(choice.options) for choice in start.choices):
            break
    return tuple(seeds)


def check_contract(
    scenario: Scenario, dataset: Dataset, read: Callable[[str], str], *, seeds: tuple[int, ...] = ()
) -> tuple[PathReport, ...]:
    """Play every path in every variant, or with the seeds given. `read` returns the text of a path file."""
    reports = []
    for seed in seeds or variant_seeds(scenario.start):
        try:
            opening = open_drill(scenario, dataset, seed=seed)
        except OpeningRefusedError as error:
            reports.append(PathReport(scenario.id, "overlay", seed, True, Decimal(0), (same(str(error)),)))
            continue
        if left := unbound_names(opening.scenario) - {"id"}:
            complaint = UNBOUND.fill(names=enumerated(sorted(left)))
            reports.append(PathReport(scenario.id, "bind", seed, True, Decimal(0), (complaint,)))
        reports += [_report(opening, file, read, None) for file in scenario.solutions]
        reports += [_report(opening, wrong.file, read, wrong) for wrong in scenario.wrong]
    return tuple(reports)


def _report(opening: Opening, file: str, read: Callable[[str], str], wrong: WrongPath | None) -> PathReport:
    try:
        path, problems = load_path(read(file), file=file)
    except FileNotFoundError:
        path, problems = None, (Problem(file, 1, "·", Text("文件不存在。", "The file does not exist.")),)
    if path is None:
        return PathReport(opening.scenario.id, file, opening.seed, wrong is None, Decimal(0), _sentences(problems))
    played = play_path(opening, path)
    complaints = _sentences(played.surprises)
    complaints += _as_solution(played.grade) if wrong is None else _as_wrong(played.grade, wrong)
    return PathReport(opening.scenario.id, file, opening.seed, wrong is None, played.grade.score, complaints)


def _as_solution(grade: Grade) -> tuple[Text, ...]:
    complaints = []
    if grade.score != FULL_SCORE:
        unmet = [f"{mark.expectation.id} ({mark.finding.found.en})" for mark in grade.marks if not mark.finding.met]
        unmet += [
            f"{row.code}@{row.seq} −{row.cost}"
            for row in (*grade.refusals, *grade.needless, *grade.overtime)
            if row.cost
        ]
        complaints.append(NOT_FULL.fill(score=grade.score, unmet="; ".join(unmet)))
    complaints += [
        NOT_WHOLE.fill(kind=rate.kind.value, done=rate.done, planted=rate.planted)
        for rate in grade.rates
        if rate.done != rate.planted
    ]
    if not grade.passed and grade.mode is not Mode.GUIDED:
        complaints.append(NOT_PASSED)
    return tuple(complaints)


def _as_wrong(grade: Grade, wrong: WrongPath) -> tuple[Text, ...]:
    complaints = []
    if grade.passed:
        complaints.append(PASSES.fill(score=grade.score))
    if set(grade.unmet) != wrong.fails:
        complaints.append(OTHER_FAILS.fill(wanted=_names(wrong.fails), found=_names(grade.unmet)))
    if set(grade.critical_failures) != wrong.critical:
        complaints.append(OTHER_CRITICAL.fill(wanted=_names(wrong.critical), found=_names(grade.critical_failures)))
    if set(grade.short_rates) != wrong.rates:
        complaints.append(OTHER_RATES.fill(wanted=_names(wrong.rates), found=_names(grade.short_rates)))
    codes = tuple(row.code for row in grade.refusals)
    if not set(wrong.refused) <= set(codes):
        complaints.append(OTHER_REFUSED.fill(wanted=_names(wrong.refused), found=_names(codes)))
    return tuple(complaints)


def _sentences(problems: tuple[Problem, ...]) -> tuple[Text, ...]:
    return tuple(Text(problem.say("zh"), problem.say("en")) for problem in problems)


def _names(ids: frozenset[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(ids)) or "–"
