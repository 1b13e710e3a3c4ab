"""A real Tryton 8.2: the same authored solution meets the same end-state expectations there as on our own engine."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from scenarios.backends.api import (
    BackEndAbsentError,
    OwnBackend,
    Proof,
    Snapshot,
    TrytonBackend,
    TrytonGoneError,
    TrytonRefusedError,
    play_on,
    prove,
    tryton_absence,
)
from scenarios.backends.proving import judge
from scenarios.backends.tryton.handle import TrytonHandle
from scenarios.engine.api import Command, Outcome, entry_from_json, verify_chain
from scenarios.grading.api import Opening
from tests.scenarios.backends.drills import opened, path_of

pytestmark = [pytest.mark.services, pytest.mark.skipif(bool(tryton_absence()), reason=tryton_absence() or "set up")]

REQUISITION = {"item": "RM-10001", "quantity": 5200, "need_by": "2026-12-05", "reason": "Low"}


class Sandboxes:
    """One Tryton for each drill, put back to the drill's opening whenever a test begins: a start costs less than a set-up."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[TrytonHandle, Snapshot]] = {}

    def fresh(self, name: str) -> TrytonHandle:
        """The drill's sandbox, as if nobody had sat down yet."""
        if name not in self._kept:
            handle = TrytonBackend().provision(opened(name))
            self._kept[name] = handle, handle.snapshot()
            return handle
        handle, opening = self._kept[name]
        handle.restore(opening)
        return handle

    def let_go(self, name: str) -> None:
        """Stop a drill's sandbox; the next test of it gets one anew."""
        handle, _opening = self._kept.pop(name)
        handle.dispose()

    def close(self) -> None:
        """Stop them all."""
        for handle, _opening in self._kept.values():
            handle.dispose()


@pytest.fixture(scope="module")
def sandboxes() -> Iterator[Sandboxes]:
    made = Sandboxes()
    yield made
    made.close()


def judged_on_both(sandboxes: Sandboxes, name: str, file: str = "") -> tuple[Proof, Proof]:
    """The same path on our engine and on Tryton."""
    opening = opened(name)
    path = path_of(opening, file)
    played = play_on(sandboxes.fresh(name), opening, path)
    (here,) = prove(OwnBackend(), opening, [path])
    return here, judge(TrytonBackend(), opening, path, played)


@pytest.mark.requirement("A23", "A24", "A27")
@pytest.mark.parametrize(
    ("name", "file"), [("p2p-01", ""), ("p2p-04", ""), ("p2p-04", "p2p-04/good-report-first.yaml"), ("o2c-01", "")]
)
def test_the_same_solution_meets_the_same_expectations_on_both(sandboxes: Sandboxes, name: str, file: str) -> None:
    here, there = judged_on_both(sandboxes, name, file)
    assert there.surprises == here.surprises == ()
    every = {row.expectation.id: True for row in here.judged}
    assert {row.expectation.id: row.met for row in here.judged} == every
    assert {row.expectation.id: row.met for row in there.judged} == every


def test_a_wrong_path_leaves_unmet_there_what_it_leaves_unmet_here_and_the_clearing_account_open(
    sandboxes: Sandboxes,
) -> None:
    proofs = judged_on_both(sandboxes, "p2p-01", "p2p-01/paid-uninspected.yaml")
    unmet = [[row.expectation.id for row in proof.judged if not row.met] for proof in proofs]
    # Goods that have not passed are not received there, so that nothing stands against the invoice.
    assert unmet == [["E3", "E4"], ["E3", "E4", "E7"]]


def unmet(proof: Proof) -> list[str]:
    """The expectations that a proof leaves open."""
    return [row.expectation.id for row in proof.judged if not row.met]


@pytest.mark.requirement("A23")
def test_goods_sent_back_without_a_report_leave_disposition_and_request_unmet_on_both(sandboxes: Sandboxes) -> None:
    here, there = judged_on_both(sandboxes, "p2p-04", "p2p-04/quiet-return.yaml")
    # There the return itself is refused, so that nothing is credited either.
    assert [unmet(here), unmet(there)] == [["E3", "E4", "E5", "E6"], ["E3", "E4", "E5", "E6", "E7", "E9"]]
    assert any("alerts from failed inspections must be resolved" in words for words in there.surprises)


@pytest.mark.requirement("A23")
def test_another_disposition_and_no_request_are_unmet_there_and_nothing_else_is(sandboxes: Sandboxes) -> None:
    opening = opened("p2p-04")
    path = path_of(opening)
    steps = tuple(
        replace(step, command=replace(step.command, args={**step.command.args, "disposition": "scrap"}))
        if step.command.command == "mrb.decide"
        else step
        for step in path.steps
        if step.command.command != "scar.issue"
    )
    handle = sandboxes.fresh("p2p-04")
    wrong = replace(path, steps=steps)
    there = judge(TrytonBackend(), opening, wrong, play_on(handle, opening, wrong))
    assert unmet(there) == ["E3", "E6"]
    (report,) = handle.state.own_documents("NCR")
    assert (report["disposition"], handle.state.own_documents("SCAR")) == ("scrap", ())


@pytest.mark.requirement("A23")
def test_disposition_and_request_are_what_trytons_records_say_and_go_when_those_go(sandboxes: Sandboxes) -> None:
    opening = opened("p2p-04")
    handle = sandboxes.fresh("p2p-04")
    play_on(handle, opening, path_of(opening))
    (report,), (request,) = handle.state.own_documents("NCR"), handle.state.own_documents("SCAR")
    assert (report["disposition"], report["disposed_by"]) == ("return", "tang.qa")
    assert {name: request[name] for name in ("status", "ncr", "vendor", "due", "created_by")} == {
        "status": "issued",
        "ncr": report["id"],
        "vendor": "V00023",
        "due": "2026-12-15",
        "created_by": "lin.buyer",
    }
    assert [letter.recipients for letter in handle.mailbox.letters[-1:]] == [("quality@v00023.example",)]
    tryton = handle.tryton
    (note,) = tryton.search_read("admin", "ir.note", [], ["id"])
    (email,) = tryton.search_read("admin", "ir.email", [], ["id"])
    (address,) = tryton.search_read("admin", "party.contact_mechanism", [["value", "like", "%@v00023.example"]], ["id"])
    with pytest.raises(TrytonRefusedError, match="not allowed"):
        tryton.call("lin.buyer", "model.ir.email.delete", [email["id"]])
    lines = [{"item": "RM-10103", "quantity": 10, "price": 210, "delivery_date": "2026-12-20"}]
    next_order = Command("po.create", {"vendor": "V00023", "lines": lines}, user="lin.buyer")

    tryton.call("admin", "model.ir.note.delete", [note["id"]])
    tryton.write("admin", "party.contact_mechanism", [address["id"]], {"value": "somebody@else.example"})
    assert handle.submit(next_order).refusal is None
    (report,), (request,) = handle.state.own_documents("NCR"), handle.state.own_documents("SCAR")
    assert (report["disposition"], report["disposed_by"]) == ("", "")
    assert (request["status"], request["vendor"]) == ("issued", "")

    tryton.call("admin", "model.ir.email.delete", [email["id"]])
    assert handle.submit(next_order).refusal is None
    (request,) = handle.state.own_documents("SCAR")
    assert (request["status"], request["vendor"], request["ncr"]) == ("withdrawn", "", "")


@pytest.fixture(scope="module")
def opening() -> Opening:
    return opened("p2p-01")


@pytest.fixture(scope="module")
def handle(sandboxes: Sandboxes) -> TrytonHandle:
    return sandboxes.fresh("p2p-01")


def test_the_opening_is_the_drills_and_tryton_holds_its_stock(handle: TrytonHandle, opening: Opening) -> None:
    assert handle.opening.clock == opening.state.clock
    assert handle.query("stock", item="RM-10001", stock_type="U") == 3200


def test_whoever_lacks_the_right_is_refused_in_trytons_words(handle: TrytonHandle) -> None:
    lines = [{"item": "RM-10001", "quantity": 5200, "price": 1250, "delivery_date": "2026-12-01"}]
    before = handle.state.documents("PO")
    entry = handle.submit(Command("po.create", {"vendor": "V00012", "lines": lines}, user="zhou.rcv"))
    assert entry.outcome is Outcome.REFUSED
    assert entry.refusal is not None
    assert entry.refusal.code == "BACK_END_REFUSED"
    assert entry.refusal.args["words"].startswith("You are not allowed to")
    assert handle.state.documents("PO") == before


def test_a_hat_of_nobodys_and_a_command_that_tryton_lacks_are_refused_by_name(handle: TrytonHandle) -> None:
    stranger = handle.submit(Command("pr.create", REQUISITION, user="shen.rnd"))
    lacking = handle.submit(Command("capa.open", {"title": "x"}, user="sun.iqc"))
    assert [row.refusal.code if row.refusal else "" for row in (stranger, lacking)] == [
        "HAT_NOT_YOURS",
        "BACK_END_LACKS",
    ]


def test_a_document_that_nobody_has_made_is_refused(handle: TrytonHandle) -> None:
    entry = handle.submit(Command("pr.submit", {"pr": "9999999"}, user="he.plan"))
    assert entry.refusal is not None
    assert entry.refusal.args["words"] == "PR 9999999 is not in this Tryton database."


def test_coming_back_to_a_kept_moment_puts_trytons_books_back_too(handle: TrytonHandle) -> None:
    kept = handle.snapshot()
    requisitions = len(handle.state.own_documents("PR"))
    assert handle.submit(Command("pr.create", REQUISITION, user="he.plan")).outcome is Outcome.ACCEPTED
    assert len(handle.state.own_documents("PR")) == requisitions + 1
    handle.restore(kept)
    assert handle.state is kept.state
    rows = handle.tryton.search_read("admin", "purchase.requisition", [], ["description"])
    assert rows == []
    made = handle.submit(Command("pr.create", REQUISITION, user="he.plan"))
    assert [name for event in made.events for name in event.objects if name.startswith("PR:")] == ["PR:1000401"]
    assert len(handle.state.own_documents("PR")) == requisitions + 1


def test_the_journal_comes_with_trytons_own_account_of_who_did_what(handle: TrytonHandle) -> None:
    made = handle.submit(Command("pr.create", {**REQUISITION, "reason": "Export"}, user="he.plan"))
    number = next(name for event in made.events for name in event.objects).removeprefix("PR:")
    handle.submit(Command("pr.submit", {"pr": number}, user="he.plan"))
    export = handle.export_journal()
    entries = [entry_from_json(row) for row in export.entries]
    assert verify_chain(handle.opening, entries) is None
    assert [row["type"] for row in export.ocel["events"]] == [entry.command.name for entry in entries]
    assert f"PR:{number}" in {row["id"] for row in export.ocel["objects"]}
    waited = [row for row in export.own_history if row["user"] == "he.plan" and row["target"] == "wait"]
    assert waited
    assert waited[-1]["record"].startswith("purchase.requisition,")
    assert waited[-1]["at"]


def test_goods_that_failed_are_not_let_in_by_tryton_either(sandboxes: Sandboxes) -> None:
    opening = opened("p2p-04")
    path = path_of(opening, "p2p-04/pay-in-full.yaml")
    handle = sandboxes.fresh("p2p-04")
    play_on(handle, opening, replace(path, steps=path.steps[:3]))
    accepted = handle.state.journal[-1]
    assert (accepted.command.name, accepted.command.args["decision"]) == ("qi.decide", "A")
    assert accepted.refusal is not None
    assert "inspection" in accepted.refusal.args["words"].casefold()
    assert handle.query("stock", item="RM-10103", stock_type="U") == 420


@pytest.mark.requirement("A121")
def test_a_buyer_writes_to_the_supplier_from_the_alert_and_cannot_move_it_on(sandboxes: Sandboxes) -> None:
    opening = opened("p2p-04")
    path = path_of(opening)
    handle = sandboxes.fresh("p2p-04")
    play_on(handle, opening, replace(path, steps=path.steps[:9]))
    (report,) = handle.state.own_documents("NCR")
    decision = {"ncr": report["id"], "disposition": "return", "rationale": "Supplier's fault"}
    refused = handle.submit(Command("mrb.decide", decision, user="lin.buyer"))
    assert refused.refusal is not None
    assert "is not allowed" in refused.refusal.args["words"]
    assert handle.tryton.search_read("admin", "ir.note", [], ["id"]) == []
    handle.mailbox.close()  # no mail server takes it: Tryton keeps no e-mail, and the request is not issued
    request = {"ncr": report["id"], "text": "Cause and action, please.", "due": "2026-12-15"}
    unsent = handle.submit(Command("scar.issue", request, user="lin.buyer"))
    sandboxes.let_go("p2p-04")
    assert unsent.refusal is not None
    assert (unsent.refusal.code, handle.state.own_documents("SCAR")) == ("BACK_END_REFUSED", ())


def test_a_sandbox_that_has_been_let_go_of_is_gone(sandboxes: Sandboxes) -> None:
    handle = sandboxes.fresh("o2c-01")
    lines = [{"item": "FG-30010", "quantity": 4000, "price": 1860}]
    order = {"customer": "C00001", "reference": "N-1", "requested_date": "2026-12-04", "lines": lines}
    handle.dispose()
    handle.dispose()
    with pytest.raises(TrytonGoneError):
        handle.submit(Command("so.create", order, user="ruan.sales"))


def test_a_tryton_that_cannot_start_says_its_last_words(
    opening: Opening, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from scenarios.backends.tryton.installation import Installation  # the broken one is made by hand

    folder = tmp_path_factory.mktemp("broken")
    (folder / "bin").mkdir()
    program = folder / "bin" / "trytond"
    program.write_text("#!/bin/sh\necho 'no module named trytond'\nexit 1\n")
    program.chmod(0o755)
    broken = Installation(folder)
    broken.template.write_bytes(b"")
    broken.draw_password()
    with pytest.raises(BackEndAbsentError, match="Tryton did not start: no module named trytond"):
        TrytonBackend(broken).provision(opening)
