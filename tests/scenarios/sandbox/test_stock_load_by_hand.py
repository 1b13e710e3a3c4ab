"""DM-04 from the first check to the signature, through the pages alone; the same hands then grade to a hundred."""

import pytest
from django.test import Client

from scenarios.engine.api import broken_invariants
from scenarios.grading.api import grade
from scenarios.sandbox.folding import opening_of
from tests.factories import PASSWORD, make_person
from tests.scenarios.sandbox.test_staging_by_hand import Steward

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("A16", "A19")
def test_lot_stock_loaded_reconciled_corrected_and_signed_by_hand() -> None:
    person = make_person()
    steward = Steward(Client(), person, "DM-04")
    batch = steward.number("MIG")
    cards = steward.state.dataset.part("registers")["LOTREG"]["rows"]
    rows = steward.state.dataset.part("stage-stock")["rows"]

    def does(command: str, **typed: str) -> None:
        page = steward.posts("drill-command", command, press="post", mig=batch, **typed)
        assert page.redirect_chain, page.content.decode().split('role="alert"')[-1][:400]

    def corrects(column: str, value: str, *numbers: str) -> None:
        typed = {"column": column, "value": value, "reason": "By the register"}
        steward.posts("drill-staging", "MIG", batch, action="correct", row=list(numbers), **typed)

    does("mig.validate")
    assert "Q0008" in steward.sees("drill-report", "ERRORLOG", query=f"?q={batch}")
    steward.sees("drill-report", "LOTREG")
    for number in ("Q0005", "Q0006", "Q0008", "Q0009"):
        corrects("exp_date", cards[rows[number]["batch"]]["expiry"].replace("-", ""), number)
    for command in ("mig.validate", "mig.dry_run", "mig.load", "mig.reconcile"):
        does(command)
    sheet = steward.sees("drill-report", "RECON", query=f"?q={batch}")
    assert "48,260" in sheet
    assert all(rows[number]["batch"] in sheet for number in ("Q0013", "Q0015", "Q0018", "Q0020", "Q0022"))
    does("mig.rollback", reason="Two lots twice, five in the wrong status")
    corrects("status", "3", "Q0013", "Q0015", "Q0018", "Q0020", "Q0022")
    twice = {"fate": "drop", "reason": "Written twice by the re-run"}
    steward.posts("drill-staging", "MIG", batch, query="?q=JOB-0413R", action="dispose", all="1", **twice)
    for command in ("mig.validate", "mig.dry_run", "mig.load", "mig.load", "mig.reconcile"):
        does(command)

    signed = {"number": person.number, "password": PASSWORD}
    steward.posts("drill-hat", to="tang.qa")
    steward.sees("drill-report", "HOLDLIST")
    does("mig.attest", statement="All twelve held lots are blocked", **signed)
    steward.posts("drill-hat", to="feng.fin")
    does("mig.sign", note="Ties in all five measures", **signed)

    answers = {"A1": {"value": "48260", "confidence": "sure"}, "A2": {"value": "c", "confidence": "sure"}}
    result = grade(opening_of(steward.attempt), steward.state, answers=answers)
    assert (result.score, result.passed, result.unmet) == (100, True, ())
    assert broken_invariants(steward.state) == ()
