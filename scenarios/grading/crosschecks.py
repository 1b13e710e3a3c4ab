"""Cross-checks: what can only be seen when a whole scenario is read. Shapes are checked while reading, not here."""

from __future__ import annotations

from collections import Counter

from scenarios.grading.reading import Table
from scenarios.grading.scenario import Group, Scenario
from scenarios.grading.text import Text

DOUBLE_ID = Text("编号“{id}”用了不止一次。", "The id “{id}” is used more than once.")
NO_WEIGHT = Text("所有权重之和为零，无法评分。", "All weights add up to nothing; the drill cannot be marked.")
NO_WRONG = Text("至少要有两条错误路径。", "At least two wrong paths are needed.")
NO_SOLUTION = Text("至少要有一条正确路径。", "At least one solution is needed.")
UNKNOWN_MARK = Text("没有编号为“{id}”的评分项。", "There is no expectation with the id “{id}”.")
NOT_CRITICAL = Text("“{id}”没有声明为关键项。", "“{id}” is not declared critical.")
NO_AUDITOR = Text(
    "关键项要写明审计员会看到什么（auditor.missed）。",
    "A critical expectation says what an auditor would see (auditor.missed).",
)
NO_REFERENCE = Text(
    "请注明条款号或程序（clause 或 procedure）。", "Name the clause or the procedure (clause or procedure)."
)
NO_RATE = Text("演练没有“{kind}”这个比率。", "The drill has no rate “{kind}”.")
ORDER = Text("时限不能短于目标时间。", "The limit may not be shorter than the target.")
FAR = Text("及格线应在 1 到 100 之间。", "The pass score lies between 1 and 100.")

TWO_SEATS = Text("身份 {hat} 不能同时在两个席位上。", "The hat {hat} may not be worn on two seats.")
NO_TITLE = Text("多席位演练的席位 {seat} 要有名称（title）。", "In a shared drill the seat {seat} needs a title.")
NO_SEAT = Text("没有席位“{seat}”。", "There is no seat “{seat}”.")

LEAST_WRONG = 2
HIGHEST = 100


def crosscheck(scenario: Scenario, top: Table) -> None:
    """Blame what does not fit together on the field where an author would mend it."""
    counts = Counter(expectation.id for expectation in scenario.expectations)
    for name, count in counts.items():
        if count > 1:
            top.blame("end_state", DOUBLE_ID.fill(id=name))
    if not sum(expectation.weight for expectation in scenario.expectations):
        top.blame("end_state", NO_WEIGHT)
    for expectation in scenario.expectations:
        if expectation.critical and not expectation.missed:
            top.blame(_key(expectation.group), Text(f"{expectation.id}：", f"{expectation.id}:") + NO_AUDITOR)
        if expectation.group is not Group.ANSWERS and not (expectation.clause or expectation.procedure):
            top.blame(_key(expectation.group), Text(f"{expectation.id}：", f"{expectation.id}:") + NO_REFERENCE)
    _check_seats(scenario, top)
    _check_paths(scenario, top)
    if scenario.time.hard_minutes < scenario.time.target_minutes:
        top.blame("time", ORDER)
    if not 0 < scenario.pass_score <= HIGHEST:
        top.blame("pass", FAR)


def _check_seats(scenario: Scenario, top: Table) -> None:
    worn = Counter(hat for seat in scenario.seats for hat in set(seat.hats))
    for hat in sorted(hat for hat, count in worn.items() if count > 1):
        top.blame("seats", TWO_SEATS.fill(hat=hat))
    for seat in scenario.seats:
        if scenario.is_shared and not seat.title:
            top.blame("seats", NO_TITLE.fill(seat=seat.id))
    for name in sorted(scenario.played_seats - {seat.id for seat in scenario.seats[1:]}):
        top.blame("npcs", NO_SEAT.fill(seat=name))


def _check_paths(scenario: Scenario, top: Table) -> None:
    if not scenario.solutions:
        top.blame("solutions", NO_SOLUTION)
    if len(scenario.wrong) < LEAST_WRONG:
        top.blame("wrong", NO_WRONG)
    known = {expectation.id: expectation for expectation in scenario.expectations}
    for path in scenario.wrong:
        for name in sorted(path.fails | path.critical):
            if name not in known:
                top.blame("wrong", UNKNOWN_MARK.fill(id=name))
        for name in sorted(path.rates - {kind.value for kind in scenario.thresholds}):
            top.blame("wrong", NO_RATE.fill(kind=name))
        for name in sorted(path.critical & set(known)):
            if not known[name].critical:
                top.blame("wrong", NOT_CRITICAL.fill(id=name))


def _key(group: Group) -> str:
    return {Group.END_STATE: "end_state", Group.PROCESS: "process"}.get(group, "answers")
