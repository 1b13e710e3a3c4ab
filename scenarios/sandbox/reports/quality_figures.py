"""The quality board and what lies under it: yield step by step, and suppliers with how sure their figure is."""

from collections.abc import Mapping
from math import exp, lgamma, log

from scenarios.engine.quantities import money_text
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Cell, Table

PART = "quality-month"
MILLION = 1_000_000
TAIL = 0.025
"""Each side of a 95 % interval."""
STEPS_OF_BISECTION = 40


def _at_most(successes: int, trials: int, rate: float) -> float:
    """The chance of at most so many successes; in logarithms, for the trials may be tens of thousands."""
    ways = lgamma(trials + 1)
    logs = (
        ways - lgamma(k + 1) - lgamma(trials - k + 1) + k * log(rate) + (trials - k) * log(1 - rate)
        for k in range(successes + 1)
    )
    return sum(exp(one) for one in logs)


def exact_interval(defective: int, inspected: int) -> tuple[float, float]:
    """The exact (Clopper–Pearson) 95 % interval of a defect rate."""

    def solved(successes: int, wanted: float) -> float:
        low, high = 0.0, 1.0
        for _ in range(STEPS_OF_BISECTION):
            middle = (low + high) / 2
            low, high = (middle, high) if _at_most(successes, inspected, middle) > wanted else (low, middle)
        return (low + high) / 2

    lower = solved(defective - 1, 1 - TAIL) if defective else 0.0
    upper = solved(defective, TAIL) if defective < inspected else 1.0
    return lower, upper


def _board(desk: Desk, _asked: str) -> Report:
    """What management sees: a yield that counts reworked pieces as good, the cost by month, suppliers by PPM."""
    words, month = desk.words, desk.state.dataset.part(PART)
    last = list(month["steps"].values())[-1]
    shipped = last["first"] + last["reworked"]
    rows: list[tuple[Cell, ...]] = [
        (text_cell(words.label("final_yield")), text_cell(f"{100 * shipped / month['started']:.1f} %", is_figure=True))
    ]
    for name, cost in month["cost"].items():
        label = f"{words.label('scrap_cost')} {name}"
        rows.append((text_cell(label), text_cell(money_text(cost), is_figure=True)))
    ranked = sorted(month["suppliers"].items(), key=lambda pair: pair[1]["defective"] / pair[1]["inspected"])
    for vendor, row in ranked:
        label = f"PPM {vendor} {words.name_of('VENDOR', vendor)}"
        rows.append(
            (text_cell(label), text_cell(f"{MILLION * row['defective'] / row['inspected']:,.0f}", is_figure=True))
        )
    heads = ((words.label("figure"), False), (words.label("value"), True))
    return Table(heads, tuple(rows)), ""


def _steps(desk: Desk, _asked: str) -> Report:
    words, rows = desk.words, []
    for key, step in desk.state.dataset.part(PART)["steps"].items():
        scrapped = step["came"] - step["first"] - step["reworked"]
        figures = (step["came"], step["first"], step["reworked"], scrapped)
        rows.append((text_cell(key), *(text_cell(f"{value:,}", is_figure=True) for value in figures)))
    heads = (
        ("operation", False),
        ("pieces_in", True),
        ("right_first", True),
        ("reworked_right", True),
        ("scrap", True),
    )
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows)), ""


def _suppliers(desk: Desk, _asked: str) -> Report:
    """Each supplier with its number of pieces, and the interval in which its rate lies with 95 % confidence."""
    words, month, rows = desk.words, desk.state.dataset.part(PART), []
    for vendor, row in month["suppliers"].items():
        lower, upper = exact_interval(row["defective"], row["inspected"])
        ppm = MILLION * row["defective"] / row["inspected"]
        figures = (f"{row['inspected']:,}", str(row["defective"]), f"{ppm:,.0f}")
        interval = f"{MILLION * lower:,.0f} – {MILLION * upper:,.0f}"
        name = words.name_of("VENDOR", vendor)
        cells = (text_cell(value, is_figure=True) for value in (*figures, interval))
        rows.append((text_cell(vendor, kind="VENDOR", number=vendor, beside=name), *cells))
    heads = (("vendor", False), ("inspected_count", True), ("defective", True), ("ppm", True), ("interval_95", True))
    limit = f"{words.label('ppm_limit')} {month['limit']:,}"
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows)), limit


REPORT_TABLES: Mapping[str, ReportMaker] = {
    "QUALITY_BOARD": _board,
    "QUALITY_STEPS": _steps,
    "SUPPLIER_PPM": _suppliers,
}
