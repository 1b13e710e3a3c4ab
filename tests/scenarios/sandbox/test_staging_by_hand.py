"""Data migration played in the pages as a browser without scripts does; the truth is nowhere in what they show."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.models import Person
from scenarios.engine.staging import groups, rows_in_books
from scenarios.models import Attempt
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.grid import open_suggestions
from tests.factories import make_person
from tests.scenarios.grading.drills import drill, seed_of
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db


class Steward:
    """Somebody at the staging screens of one attempt."""

    def __init__(self, client: Client, person: Person, code: str, part: str = "whole") -> None:
        client.force_login(person)
        self.client = client
        seed = seed_of(code, part=part) if "part" in drill(code).start.offered else 0
        self.attempt: Attempt = make_attempt(person, code, seed=seed)

    @property
    def state(self) -> Any:
        return state_of(self.attempt)

    def number(self, kind: str, place: int = 0) -> str:
        return str(self.state.own_documents(kind)[place]["id"])

    def url(self, name: str, *args: str, query: str = "") -> str:
        return reverse(name, args=[self.attempt.uuid, *args]) + query

    def sees(self, name: str, *args: str, query: str = "") -> str:
        page = self.client.get(self.url(name, *args, query=query))
        assert page.status_code == 200
        return page.content.decode()

    def posts(self, name: str, *args: str, query: str = "", **fields: Any) -> Any:
        sent = {"token": str(uuid4()), "seq": str(self.state.seq), **fields}
        return self.client.post(self.url(name, *args, query=query), sent, follow=True)


@pytest.fixture
def steward(client: Client) -> Steward:
    return Steward(client, make_person(), "DM-01", "no-canal")


def test_every_screen_of_the_cleansing_keeps_the_truth_to_itself(steward: Steward) -> None:
    sheet = steward.number("STG")
    shown = "".join(
        steward.sees("drill-staging", "STG", sheet, query=f"?tab={tab}&page={page}")
        for tab, pages in (("rows", 6), ("likely", 4), ("groups", 1))
        for page in range(1, pages + 1)
    )
    shown += "".join(
        steward.sees("drill-report", name, query=f"?q={sheet}") for name in ("PROFILE", "XREF", "CALLBACK")
    )
    truth = steward.state.dataset.part("truth-suppliers")
    assert all(code in shown for code in truth["entities"])
    secrets = {*truth["entities"].values(), "trap", "distinct_entity", "oldacct", "usccbad"}
    assert sorted(word for word in secrets if word in shown) == []


def test_ticked_suggestions_become_groups_in_one_press(steward: Steward) -> None:
    sheet = steward.number("STG")
    first, second = open_suggestions(steward.state, steward.state.document("STG", sheet))[:2]
    steward.posts(
        "drill-staging",
        "STG",
        sheet,
        query="?tab=likely",
        action="merge",
        rule="fullest",
        group=["|".join(one.rows) for one in (first, second)],
    )
    made = groups(steward.state.document("STG", sheet))
    assert sorted(group.rows for group in made.values()) == sorted([first.rows, second.rows])
    assert "G001" in steward.sees("drill-staging", "STG", sheet, query="?tab=rows&only=grouped")
    steward.posts("drill-staging", "STG", sheet, query="?tab=groups", action="split", group="G001")
    assert list(groups(steward.state.document("STG", sheet))) == ["G002"]


def test_compared_rows_are_merged_with_a_confirmed_account_or_kept_apart(steward: Steward) -> None:
    sheet = steward.number("STG")
    ticked = steward.posts("drill-staging", "STG", sheet, action="compare", row=["GYS0023"], also="V-0024")
    assert ticked.redirect_chain[-1][0] == steward.url("drill-side-by-side", sheet, query="?row=GYS0023&row=V-0024")
    query = "?row=GYS0023&row=V-0024"
    choice = {"action": "merge", "survivor": "V-0024", "field-account_no": "GYS0023"}
    refused = steward.posts("drill-side-by-side", sheet, query=query, **choice)
    assert (refused.status_code, "override_reason" in refused.content.decode()) == (422, True)
    steward.posts("drill-side-by-side", sheet, query=query, **choice, evidence="CB-26-0034")
    made = groups(steward.state.document("STG", sheet))["G001"]
    assert (made.survivor, dict(made.fields), made.evidence) == ("V-0024", {"account_no": "GYS0023"}, "CB-26-0034")
    steward.posts("drill-side-by-side", sheet, query="?row=GYS0094&row=GYS0144", action="apart", reason="Two codes")
    assert steward.state.document("STG", sheet)["apart"] == {"GYS0094|GYS0144": "Two codes"}


def test_nothing_ticked_says_so_and_a_stranger_finds_nothing(steward: Steward) -> None:
    sheet = steward.number("STG")
    before = steward.state.seq
    page = steward.posts("drill-staging", "STG", sheet, action="exclude", reason="Closed")
    assert "Nothing was ticked" in page.content.decode() or "没有" in page.content.decode()
    steward.client.force_login(make_person())
    strangers = [
        steward.client.get(steward.url("drill-staging", "STG", sheet)).status_code,
        steward.client.get(steward.url("drill-side-by-side", sheet, query="?row=GYS0023&row=V-0024")).status_code,
        steward.client.post(
            steward.url("drill-staging", "STG", sheet), {"action": "include", "row": "GYS0094"}
        ).status_code,
    ]
    assert strangers == [404, 404, 404]
    assert [row.command.name for row in steward.state.journal[before:]] == ["view.open"]


def test_a_sorted_and_narrowed_grid_shows_what_was_asked_for(steward: Steward) -> None:
    sheet = steward.number("STG")
    page = steward.sees("drill-staging", "STG", sheet, query="?q=91390830MLD26Y8CY0&sort=created")
    assert ("V-0093" in page, "GYS0092" in page, "GYS0094" in page) == (True, True, False)
    assert page.index("GYS0092") < page.index("V-0093")


def test_stock_is_corrected_in_the_grid_and_reconciled_in_the_sheet(client: Client) -> None:
    steward = Steward(client, make_person(), "DM-04")
    batch = steward.number("MIG")
    assert "Q0005" in steward.sees("drill-staging", "MIG", batch, query="?only=faulty")
    steward.posts(
        "drill-staging",
        "MIG",
        batch,
        action="correct",
        row=["Q0005"],
        column="exp_date",
        value="20300731",
        reason="Card",
    )
    steward.posts("drill-staging", "MIG", batch, action="dispose", row=["Q9001", "Q9002"], fate="drop", reason="Re-run")
    for name in ("mig.dry_run", "mig.load", "mig.reconcile"):
        steward.posts("drill-command", name, mig=batch, action="post")
    body = steward.state.document("MIG", batch)
    assert (body["corrections"], body["status"], len(rows_in_books(steward.state, body))) == (
        {"Q0005": {"exp_date": "20300731"}},
        "reconciled",
        1395,
    )
    sheet, log = (steward.sees("drill-report", name, query=f"?q={batch}") for name in ("RECON", "ERRORLOG"))
    assert ("1,398" in sheet, "1,395" in sheet, "Q0006" in log, "Q0005" in log) == (True, True, True, False)


def test_an_amount_is_found_as_the_sheet_writes_it(client: Client) -> None:
    steward = Steward(client, make_person(), "DM-05")
    batch = steward.number("MIG")
    names = opening_of(steward.attempt).scenario.names
    page = steward.sees("drill-staging", "MIG", batch, query=f"?q={names['twice_text']}")
    assert page.count('name="row"') == 2
    assert f'value="{names["twice_row"]}"' in page


def test_mapping_posts_only_what_was_changed(client: Client) -> None:
    steward = Steward(client, make_person(), "DM-04")
    batch = steward.number("MIG")
    page = steward.sees("drill-staging", "MIG", batch, query="?tab=mapping")
    assert 'value="RM=1403.R;PK=1403.R;SF=1405.R;FG=1405.R"' in page
    table = steward.state.dataset.part("stage-stock")
    fields = {
        f"{part}-{name}": value
        for name, step in table["steps"].items()
        for part, value in zip(("source", "transform", "argument", "by"), step, strict=True)
    }
    steward.posts(
        "drill-staging", "MIG", batch, query="?tab=mapping", action="map", **fields | {"transform-location": "upper"}
    )
    assert steward.state.document("MIG", batch)["mapping"] == {
        "location": {"source": "loc", "argument": "", "by": "", "transform": "upper"}
    }


@pytest.mark.requirement("A14")
def test_items_are_numbered_by_the_search_and_identifiers_only_by_regulatory_affairs(client: Client) -> None:
    steward = Steward(client, make_person(), "DM-03")
    number = steward.number("STG")
    page = steward.sees("drill-staging", "STG", number)
    assert 'name="start"' in page
    found = "?q=&sort=type&tab=rows"
    sheet = lambda: steward.state.document("STG", number)  # noqa: E731 - read anew after each press
    steward.posts("drill-staging", "STG", number, query=found, action="number", all="1", prefix="FG", start="x")
    assert sheet()["codes"] == {}
    steward.posts("drill-staging", "STG", number, action="number", row=["W-0001", "W-0002"], prefix="FG", start="36010")
    assert sheet()["codes"] == {"W-0001": "FG-36010", "W-0002": "FG-36011"}
    steward.posts("drill-staging", "STG", number, query="?q=PK", action="number", all="1", prefix="PK", start="46030")
    assert len(sheet()["codes"]) == 2 + 32
    cell: dict[str, Any] = {
        "action": "set",
        "row": ["W-0006"],
        "column": "di_inner",
        "value": "1",
        "reason": "Computed",
    }
    steward.posts("drill-staging", "STG", number, **cell)
    steward.posts(
        "drill-staging", "STG", number, action="query", row=["W-0006"], column="di_inner", question="Check digit?"
    )
    assert (sheet()["corrections"], sheet()["queries"]["W-0006"]["question"]) == ({}, "Check digit?")
    steward.posts("drill-hat", to="ruan.ra")
    steward.posts("drill-staging", "STG", number, **cell | {"value": "19520000000063", "reason": "As filed"})
    assert sheet()["corrections"] == {"W-0006": {"di_inner": "19520000000063"}}


def test_script_is_mended_and_the_rest_archived_by_form(client: Client) -> None:
    steward = Steward(client, make_person(), "DM-06")
    batch = steward.number("MIG")
    for name, setting in (("quantity_basis", "remaining"), ("age_months", "24"), ("vendor_filter", "active")):
        steward.posts(
            "drill-command", "mig.set", action="post", mig=batch, parameter=name, setting=setting, reason="Rule"
        )
    steward.posts("drill-command", "mig.dry_run", action="post", mig=batch)
    steward.posts("drill-command", "mig.load", action="post", mig=batch)
    kept = {"years": "15", "batch_records": "keep", "reason": "Rule"}
    steward.posts("drill-command", "mig.archive", action="post", mig=batch, **kept)
    body = steward.state.document("MIG", batch)
    assert (body["loaded"], body["rejected"], body["archive"]["rows"]) == (118, 2, 362)
    archive = steward.sees("drill-report", "ARCHIVE", query=f"?q={batch}")
    loaded = rows_in_books(steward.state, body)
    assert next(iter(loaded)) not in archive
    assert sum(number in archive for number in steward.state.dataset.part("stage-orders")["rows"]) == 200


@pytest.mark.requirement("A18")
def test_indicators_show_the_start_and_now(steward: Steward) -> None:
    sheet = steward.number("STG")
    before = steward.sees("drill-report", "DATAQUALITY", query=f"?q={sheet}")
    rows = steward.state.document("STG", sheet)["rows_staged"]
    assert before.count(f"{rows})") == 1
    found = open_suggestions(steward.state, steward.state.document("STG", sheet))[:10]
    left = rows
    for part in (found[:4], found[4:]):
        chosen = ["|".join(one.rows) for one in part]
        steward.posts("drill-staging", "STG", sheet, query="?tab=likely", action="merge", rule="fullest", group=chosen)
        left -= sum(len(one.rows) - 1 for one in part)
    after = steward.sees("drill-report", "DATAQUALITY", query=f"?q={sheet}")
    halfway = rows - sum(len(one.rows) - 1 for one in found[:4])
    assert [f"{count})" in after for count in (rows, halfway, left)] == [True, True, True]
    assert after.count('<th scope="col"') == len(("indicator", "start", "halfway", "now", "change"))
