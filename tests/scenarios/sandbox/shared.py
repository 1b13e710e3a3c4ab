"""A drill for three people: procure to pay with a buying, a receiving and a paying seat, and a played inspector."""

from functools import cache
from typing import Any
from uuid import uuid4

from django.test import Client

from scenarios.datasets.api import dataset
from scenarios.models import Attempt, Scenario, ScenarioVersion
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.services import start_attempt
from tests.factories import moment
from tests.scenarios.grading.drills import text_of
from tests.scenarios.sandbox.browsing import Browser

ALONE = "  - {id: learner, hats: [he.plan, lin.buyer, zhou.rcv, sun.iqc, wang.ap, luo.cash, qian.super]}"
TOGETHER = """\
  - {id: buying, title: {zh: 采购, en: Buying}, hats: [he.plan, lin.buyer]}
  - {id: receiving, title: {zh: 收货, en: Receiving}, hats: [zhou.rcv]}
  - {id: paying, title: {zh: 应付, en: Paying}, hats: [wang.ap, luo.cash]}
  - {id: inspecting, title: {zh: 检验, en: Inspecting}, hats: [sun.iqc]}"""
PLAYED = """\
npcs:
  - {id: d-lab, seat: inspecting, as: sun.iqc, kind: QI, status: created, do: qi.sample, args: {qi: $id, sample_size: 5}}
"""


@cache
def shared_source() -> str:
    """P2P-01 cut into seats, on the small company."""
    text = (
        text_of("p2p-01.yaml").replace("dataset: yuanfan-m", "dataset: yuanfan-s").replace("id: P2P-01", "id: P2P-09")
    )
    assert text.count(ALONE) == 1
    return text.replace(ALONE, TOGETHER).replace("npcs:\n", PLAYED, 1)


def make_shared_version() -> ScenarioVersion:
    scenario, _ = Scenario.objects.get_or_create(
        code="P2P-09",
        defaults={
            "title_zh": "多席位采购到付款",
            "title_en": "Procure to pay together",
            "difficulty": 1,
            "minutes": 30,
            "status": "built",
        },
    )
    values: dict[str, Any] = {"source": shared_source(), "digest": ScenarioVersion.digest_of(shared_source())}
    values |= {"dataset_ref": dataset("S").ref, "published_at": moment("2026-11-01 08:00")}
    return ScenarioVersion.objects.get_or_create(scenario=scenario, version="1.0.0", defaults=values)[0]


def make_shared_attempt(person: Any, *, mode: str = "practice", seed: int = 0) -> Attempt:
    return start_attempt(person, make_shared_version(), mode=mode, seed=seed, token=uuid4())


def browser_of(person: Any, attempt: Attempt) -> Browser:
    client = Client()
    client.force_login(person)
    return Browser(client, attempt)


def ordered(browser: Browser) -> str:
    """The buying seat orders the compound that the drill wants; returns the order's number."""
    quantity = str(opening_of(browser.attempt).scenario.names["qty_text"])
    needed = {"item": "RM-10001", "quantity": quantity, "need_by": "2026-12-05", "reason": "Below reorder point"}
    _, requisition = browser.does("pr.create", {}, **needed)
    browser.does("pr.submit", {"pr": requisition})
    browser.wears("lin.buyer")
    line = {"lines__1__price": "12.50", "lines__1__delivery_date": "2026-12-01"}
    _, order = browser.does("po.create", {"pr": requisition}, vendor="V00012", contract="K26-00012-10001", **line)
    browser.does("po.submit", {"po": order})
    browser.does("po.release", {"po": order})
    return order


def note_of(attempt: Attempt) -> dict[str, str]:
    """The delivery note that the driver hands over."""
    letters = state_of(attempt).own_documents("MSG")
    return dict(next(row for row in letters if row["to"] == "zhou.rcv")["facts"])


def received(browser: Browser, order: str, quantity: str = "") -> str:
    """The receiving seat posts what it thinks has come: what the note says, unless told otherwise."""
    note = note_of(browser.attempt)
    line = {
        "lines__1__quantity": quantity or note["quantity"].split()[0],
        "lines__1__supplier_lot": note["supplier lot"],
    }
    dates = {"lines__1__made": note["made"], "lines__1__expiry": note["expiry"]}
    _, receipt = browser.does("gr.post", {"po": order}, delivery_note=note["delivery note"], **line, **dates)
    return receipt


def invoiced(browser: Browser, order: str, attempt: Attempt) -> str:
    """The paying seat posts the supplier's paper as it is."""
    letter = next(row for row in state_of(attempt).own_documents("MSG") if row["to"] == "wang.ap")["facts"]
    paper = {"reference": letter["reference"], "invoice_date": "2026-12-01"}
    amounts = {"lines__1__quantity": letter["quantity"].split()[0], "lines__1__price": letter["price"]}
    _, invoice = browser.does("inv.post", {"po": order}, **paper, **amounts)
    return invoice
