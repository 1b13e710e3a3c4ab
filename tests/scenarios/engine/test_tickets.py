"""Hypercare tickets: the clock from report to triage, duplicates, workarounds, and whose word closes a ticket."""

from tests.scenarios.engine.desk import Desk


def desk_with(*tickets: str) -> Desk:
    desk = Desk()
    desk.do("tkt.arrive", "system", seat="system", tickets=list(tickets))
    return desk


def ticket(desk: Desk, number: str) -> dict[str, object]:
    return dict(desk.state.document("TKT", number) or {})


def test_minutes_from_report_to_triage_are_counted_once() -> None:
    desk = desk_with("HC-009")
    desk.do("clock.advance", "mo.desk", minutes=12)
    desk.do("tkt.triage", "mo.desk", tkt="HC-009", priority="P2")
    desk.do("clock.advance", "mo.desk", minutes=30)
    desk.do("tkt.triage", "mo.desk", tkt="HC-009", priority="P1")
    body = ticket(desk, "HC-009")
    assert (body["minutes_to_triage"], body["priority"], body["status"]) == (12, "P1", "triaged")
    assert body["answer_due"] == "2026-12-01T09:15"


def test_ticket_that_has_not_been_reported_cannot_be_triaged() -> None:
    desk = desk_with("HC-001")
    assert desk.refused("tkt.triage", "mo.desk", tkt="HC-024", priority="P1") == "UNKNOWN_OBJECT"
    assert desk.refused("tkt.triage", "wang.ap", tkt="HC-001", priority="P1") == "NO_AUTH"
    assert desk.refused("tkt.triage", "mo.desk", tkt="HC-001", priority="P0") == "INPUT_INVALID"


def test_duplicate_is_joined_to_an_original_and_to_nothing_else() -> None:
    desk = desk_with("HC-001", "HC-003", "HC-008")
    assert desk.refused("tkt.link", "mo.desk", tkt="HC-003", original="HC-003") == "LINK_ITSELF"
    desk.do("tkt.link", "mo.desk", tkt="HC-003", original="HC-001")
    assert ticket(desk, "HC-003")["link"] == "HC-003>HC-001"
    assert desk.refused("tkt.link", "mo.desk", tkt="HC-008", original="HC-003") == "LINK_TO_DUPLICATE"
    assert desk.refused("tkt.link", "mo.desk", tkt="HC-003", original="HC-008") == "ILLEGAL_TRANSITION"


def test_all_rights_are_no_workaround_unless_somebody_overrides_and_that_is_on_record() -> None:
    desk = desk_with("HC-004")
    desk.do("tkt.triage", "mo.desk", tkt="HC-004", priority="P3")
    given = {"tkt": "HC-004", "workaround": "broad_rights", "text": "Until four", "cause": "rights"}
    assert desk.refused("tkt.workaround", "mo.desk", **given) == "BROAD_RIGHTS"
    desk.do("tkt.workaround", "mo.desk", override_reason="The line waits", **given)
    assert [row["code"] for row in desk.state.overrides()] == ["BROAD_RIGHTS"]


def test_ticket_is_closed_only_on_the_word_of_whoever_reported_it() -> None:
    desk = desk_with("HC-007", "HC-017")
    for number, priority in (("HC-007", "P4"), ("HC-017", "P2")):
        desk.do("tkt.triage", "mo.desk", tkt=number, priority=priority)
    assert desk.refused("tkt.resolve", "mo.desk", tkt="HC-017", solution="Reopened") == "TKT_NO_WORKAROUND"
    desk.do("tkt.resolve", "mo.desk", tkt="HC-007", solution="Reset")
    assert desk.refused("tkt.close", "mo.desk", tkt="HC-007") == "TKT_NOT_CONFIRMED"
    assert desk.refused("tkt.confirm", "lan.key", tkt="HC-007") == "TKT_NOT_REPORTER"
    desk.do("tkt.reopen", "xiang.key", tkt="HC-007", reason="Still locked out")
    desk.do("tkt.resolve", "mo.desk", tkt="HC-007", solution="Unlocked")
    desk.do("tkt.confirm", "xiang.key", tkt="HC-007", answer="Works")
    desk.do("tkt.close", "mo.desk", tkt="HC-007")
    assert desk.refused("tkt.close", "mo.desk", tkt="HC-007") == "TKT_NOT_CONFIRMED"
    assert ticket(desk, "HC-007")["status"] == "closed"


def test_one_faq_draft_for_each_ticket() -> None:
    desk = desk_with("HC-002")
    entry = {"tkt": "HC-002", "question": "Where?", "answer": "There."}
    desk.do("faq.draft", "mo.desk", **entry)
    assert desk.refused("faq.draft", "ning.key", **entry) == "DUPLICATE_DOCUMENT"
    assert desk.refused("faq.draft", "mo.desk", tkt="HC-002", question="Where?") == "INPUT_INVALID"
