"""The sandbox's cells: short texts stay whole, long ones have room, and what people typed is never markup."""

from uuid import uuid4

from scenarios.models import Attempt
from scenarios.sandbox.tables import Cell, Table
from scenarios.sandbox.wording import Shown
from scenarios.templatetags.sandbox import sandbox_rows

HOSTILE = """'"><script>x()</script>&lt;"""
ESCAPED = "&#x27;&quot;&gt;&lt;script&gt;x()&lt;/script&gt;&amp;lt;"


def rows(*cells: Cell, names: tuple[str, ...] = ()) -> str:
    """One row of these cells as markup, without the address of its attempt."""
    attempt = Attempt(uuid=uuid4())
    headings = tuple((name, False) for name in names or ("",) * len(cells))
    return str(sandbox_rows(Table(headings, (cells,)), attempt)).replace(f"/drills/attempts/{attempt.uuid}/", "/")


def test_what_somebody_typed_is_escaped_in_every_kind_of_cell() -> None:
    drawn = rows(
        Cell("reason", Shown(HOSTILE)),
        Cell("about", Shown(HOSTILE, HOSTILE, "ITEM", "FG-1")),
        Cell("status", Shown(HOSTILE), tone="go"),
        Cell("quantity", Shown(HOSTILE, is_figure=True)),
    )
    assert drawn.count(ESCAPED) == 5
    assert "<script" not in drawn


def test_a_day_and_a_short_name_are_never_broken_and_a_sentence_has_room() -> None:
    drawn = rows(
        Cell("at", Shown("2026-12-01 08:30")),
        Cell("reason", Shown("货不对单，请叫停并查看；司机还在等。")),
        Cell("item", Shown("FG-1", "一次性使用输液器", "ITEM", "FG-1")),
        Cell("quantity", Shown("1,500", is_figure=True)),
    )
    assert drawn == (
        '<tr><td class="nowrap">2026-12-01 08:30</td><td class="said">货不对单，请叫停并查看；司机还在等。</td>'
        '<td class="named"><a href="/lists/ITEM/FG-1/">FG-1</a> <span class="muted">一次性使用输液器</span></td>'
        '<td class="num">1,500</td></tr>'
    )


def test_a_cell_knows_the_name_of_its_column_for_a_narrow_window() -> None:
    drawn = rows(Cell("item", Shown("FG-1")), Cell("note", Shown("x")), names=('供应商 "A"', ""))
    assert drawn == ('<tr><td data-label="供应商 &quot;A&quot;" class="nowrap">FG-1</td><td class="nowrap">x</td></tr>')
