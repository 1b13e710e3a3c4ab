"""The trace explorer: a tree with relation, quantity and document per step, an address to share, and a table to export."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from scenarios.datasets.api import dataset
from scenarios.engine.api import start_state
from scenarios.models import Attempt
from scenarios.sandbox.folding import state_of
from scenarios.sandbox.tracing import BACKWARD, FORWARD, Step, Tracer, rows
from tests.factories import make_person
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt

STATE = start_state(dataset("S"), clock="2026-12-01T09:00")
SUPPLIER_LOT = "V00017/S-7741"


@pytest.fixture
def browser(db: None) -> Browser:
    person = make_person()
    client = Client()
    client.force_login(person)
    return Browser(client, make_attempt(person, "QA-03", seed=0))


def names(root: Step) -> set[str]:
    return {step.name for _, _, step in rows(root)}


@pytest.mark.requirement("A28", "A116")
def test_tree_reaches_what_the_genealogy_reaches() -> None:
    tracer = Tracer(STATE)
    for lot in ("L26-9105", "L26-9301", "L26-9310"):
        assert names(tracer.tree(lot, FORWARD)) == {lot, *STATE.genealogy(lot, "forward")}
        assert names(tracer.tree(lot, BACKWARD)) == {lot, *STATE.genealogy(lot, "backward")}


def test_each_step_names_relation_quantity_document_and_what_is_left() -> None:
    found = {(source, step.name): step for _, source, step in rows(Tracer(STATE).tree(SUPPLIER_LOT, FORWARD))}
    rework = found["L26-9301", "L26-9308"]
    assert (rework.relation, rework.quantity, rework.document) == ("consumption", 200, "WO:1000228")
    assert (rework.kind, rework.item, rework.stock) == ("LOT", "FG-30010", (("Q", 198),))
    delivery = found["L26-9301", "80000503"]
    assert (delivery.kind, delivery.relation, delivery.quantity) == ("DN", "ship", 600)
    assert found["80000503", "C00002"].document == "DN:80000503"


def test_depth_ends_the_tree_and_says_so_and_nothing_is_unfolded_twice() -> None:
    tracer = Tracer(STATE)
    short = tracer.tree(SUPPLIER_LOT, FORWARD, 1)
    assert [(child.name, child.more, child.children) for child in short.children] == [
        ("L26-9105", True, []),
        ("L26-9106", True, []),
    ]
    whole = [step for _, _, step in rows(tracer.tree("C00001", BACKWARD))]
    unfolded = [step.name for step in whole if not step.seen]
    assert len(unfolded) == len(set(unfolded))


def test_text_means_a_node_or_a_suppliers_lot_or_all_that_hold_it() -> None:
    tracer = Tracer(STATE)
    assert tracer.found("s-7741") == (SUPPLIER_LOT,)
    assert tracer.found("L26-9301") == ("L26-9301",)
    assert {"L26-9105", "L26-9106"} <= set(tracer.found("RM-10105"))
    assert (tracer.found(""), tracer.found("nowhere")) == ((), ())


@pytest.mark.requirement("A116")
def test_page_shows_the_tree_and_journals_what_was_asked(browser: Browser) -> None:
    asked = {"q": "S-7741", "direction": "forward", "depth": "3"}
    page: Any = browser.client.get(browser.address("drill-trace"), asked)
    text = page.content.decode()
    assert [name for name in ("L26-9105", "L26-9106", "L26-9301", "L26-9310") if f"<b>{name}</b>" not in text] == []
    assert "<b>L26-9308</b>" in text
    assert "trace.csv?q=S-7741&amp;direction=forward&amp;depth=3" in text
    look = state_of(browser.attempt).journal[-1]
    assert (look.command.name, look.command.args["params"]) == ("report.run", asked)


def test_report_of_that_name_leads_to_the_explorer_with_its_question(browser: Browser) -> None:
    answer: Any = browser.client.get(browser.address("drill-report", "TRACE"), {"q": "S-7741"})
    assert answer["Location"] == browser.address("drill-trace") + "?q=S-7741"


def test_several_meanings_are_listed_and_none_is_said(browser: Browser) -> None:
    page: Any = browser.client.get(browser.address("drill-trace"), {"q": "RM-10105"})
    assert "/lists/LOT/L26-9105/" in page.content.decode()
    page = browser.client.get(browser.address("drill-trace"), {"q": "nowhere", "direction": "sideways", "depth": "x"})
    assert (page.status_code, "<details" in page.content.decode().split('id="screen"')[1].split("<aside")[0]) == (
        200,
        False,
    )


def test_table_holds_the_tree_line_by_line(browser: Browser) -> None:
    page: Any = browser.client.get(browser.address("drill-trace-csv"), {"q": "S-7741"})
    table = list(csv.reader(StringIO(page.content.decode("utf-8-sig"))))
    assert [row[3] for row in table[1:4]] == ["V00017/S-7741", "L26-9105", "L26-9301"]
    (rework,) = [row for row in table if row[1] == "L26-9301" and row[3] == "L26-9308"]
    assert (rework[0], rework[4], rework[6], rework[8]) == ("3", "FG-30010", "200", "WO:1000228")


@pytest.mark.requirement("A28")
def test_lots_page_shows_both_directions(browser: Browser) -> None:
    page: Any = browser.client.get(browser.address("drill-object", "LOT", "L26-9301"), {"tab": "trace"})
    text = page.content.decode()
    assert [name for name in ("V00017/S-7741", "L26-9105", "L26-9308", "80000503") if name not in text] == []


def test_stranger_sees_no_trace_of_another_attempt(browser: Browser) -> None:
    stranger = Client()
    stranger.force_login(make_person())
    for name in ("drill-trace", "drill-trace-csv"):
        assert stranger.get(browser.address(name), {"q": "S-7741"}).status_code == 404
    assert Attempt.objects.count() == 1
