"""The recommendation in one sentence, and the one below it that says why: built from the gates, never typed in."""

from datetime import date

from reporting.gates.decision import GO_FROM, NO_GO, NO_GO_BELOW, Gate
from reporting.gates.values import State
from reporting.metrics.definition import Words
from reporting.snapshots.blockers import empty_cells
from reporting.snapshots.figures import Measured

VERDICTS = {
    "go": Words("建议上线", "Go today"),
    "conditional": Words("建议有条件上线", "Conditional today"),
    "no_go": Words("今日不可上线", "No-go today"),
}


def headline(measured: Measured) -> Words:
    """What decides, said in one sentence."""
    empty = empty_cells(measured)
    if empty:
        cell = empty[0]
        name, day = cell.split_name or cell.step_name, measured.go_live.on
        # A step that is split asks for a qualification, which one holds; any other is work, which one does.
        lacking = f"无人具备“{name.zh}”资质" if cell.split_name else f"无人可做“{name.zh}”"
        return Words(
            f"自 {day.month} 月 {day.day} 日起，{cell.site_name.zh}{cell.shift_name.zh}{lacking}。",
            f"From {english_day(day)} nobody at {cell.site_name.en}, {cell.shift_name.en.lower()}, is qualified for: {name.en}.",
        )
    blocking = [gate for gate in measured.gates if gate.judgement.blocks]
    if blocking:
        return Words(f"{_zh(blocking)}：硬门为红或未测。", f"{_en(blocking)}: a hard gate is red or unmeasured.")
    still_open = [gate for gate in measured.gates if gate.state is not State.GO]
    if still_open:
        return Words(f"{_zh(still_open)}尚未达标。", f"{_en(still_open)} not green yet.")
    return Words("十道门全部达标。", "All ten gates are green.")


def reasoning(measured: Measured) -> Words:
    """Score, which clause decided, and how the gates stand."""
    found = measured.recommendation
    counts = {state: sum(gate.state is state for gate in measured.gates) for state in State}
    score = f"{found.score.normalize():f}"
    limit = NO_GO_BELOW if found.verdict == NO_GO else GO_FROM
    clause = {
        "hard_gate": Words("硬门先于评分决定", "a hard gate that is red or unmeasured decides before any score"),
        "score": Words(f"评分低于 {limit}", f"the score is under {limit}"),
        "open_gate": Words(
            "仍有未达标的门，每项须有签名的缓解措施", "each gate that is not green needs a signed mitigation"
        ),
        "all_green": Words("无一例外", "without exception"),
    }[found.decided_by]
    return Words(
        f"评分 {score} / 100：{clause.zh}。{counts[State.GO]} 道门达标，{counts[State.RISK]} 道有风险，"
        f"{counts[State.STOP]} 道不达标，{counts[State.NONE]} 道未测。",
        f"The score is {score} of 100: {clause.en}. Of ten gates {counts[State.GO]} are go, {counts[State.RISK]} at risk, "
        f"{counts[State.STOP]} no-go and {counts[State.NONE]} unmeasured.",
    )


def english_day(day: date) -> str:
    """A day as English prose writes it."""
    return f"{day.day} {day:%B}"


def _zh(gates: list[Gate]) -> str:
    return "、".join(gate.dimension.short.zh for gate in gates)


def _en(gates: list[Gate]) -> str:
    return ", ".join(gate.dimension.short.en for gate in gates)
