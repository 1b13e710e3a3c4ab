"""An attempt as an object-centric event log: valid by its own references, and the same for the same journal."""

from scenarios.engine.api import to_ocel
from tests.scenarios.engine.desk import Desk


def worked() -> Desk:
    desk = Desk()
    desk.disposed()
    desk.invoiced()
    desk.refused("pay.propose", "wang.ap", invoices=[desk.number("IV")])
    desk.do("view.open", "wang.ap", kind="VENDOR", id="V00023")
    return desk


def test_each_journal_row_is_one_event_with_who_and_what_came_of_it() -> None:
    desk = worked()
    log = to_ocel(desk.start, desk.state.journal)
    assert [event["type"] for event in log["events"]] == [entry.command.name for entry in desk.state.journal]
    refused = next(event for event in log["events"] if event["type"] == "pay.propose")
    assert refused == {
        "id": refused["id"],
        "type": "pay.propose",
        "time": refused["time"],
        "attributes": [
            {"name": "user", "value": "wang.ap"},
            {"name": "seat", "value": "learner"},
            {"name": "outcome", "value": "refused"},
            {"name": "refusal", "value": "PAYMENT_BLOCKED"},
        ],
        "relationships": [{"objectId": f"IV:{desk.number('IV')}", "qualifier": "stood in the way"}],
    }
    assert refused["time"].endswith(":00+08:00")


def test_every_reference_leads_to_an_object_and_every_type_is_declared() -> None:
    desk = worked()
    log = to_ocel(desk.start, desk.state.journal)
    known = {row["id"] for row in log["objects"]}
    named = {link["objectId"] for row in (*log["events"], *log["objects"]) for link in row["relationships"]}
    assert named - known == set()
    assert {row["type"] for row in log["objects"]} == {kind["name"] for kind in log["objectTypes"]}
    assert {row["type"] for row in log["events"]} == {kind["name"] for kind in log["eventTypes"]}
    assert len(known) == len(log["objects"])
    assert {"PO", "GR", "QI", "IV", "LOT", "VENDOR"} <= {row["type"] for row in log["objects"]}


def test_a_document_carries_each_status_it_had_and_what_it_follows_from() -> None:
    desk = Desk()
    order = desk.released_order()
    log = to_ocel(desk.start, desk.state.journal)
    row = next(row for row in log["objects"] if row["id"] == f"PO:{order}")
    assert [value["value"] for value in row["attributes"]] == ["draft", "submitted", "approved", "released"]


def test_the_same_journal_gives_the_same_log() -> None:
    first, second = worked(), worked()
    assert to_ocel(first.start, first.state.journal) == to_ocel(second.start, second.state.journal)
