"""Run-book steps: begun by their owner once all before them has ended, finished with evidence, or reported failed."""

from scenarios.engine.clock import later
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

RBK = Field("rbk", FieldType.REF, kind="RBK")
ENDED = frozenset(("done", "skipped"))


def step_name(body: Body) -> str:
    """How refusals name a step."""
    return f"RBK:{body['id']}"


def waits_for(tx: Transaction, body: Body, *, ended: str = "") -> tuple[str, ...]:
    """The predecessors that have not ended yet; `ended` is one that this command brings to its end."""
    steps = (tx.document("RBK", name) for name in body["predecessors"])
    return tuple(step["id"] for step in steps if step["status"] not in ENDED and step["id"] != ended)


def free_successors(tx: Transaction, ended: str) -> None:
    """Mark the pending steps that had only this one to wait for."""
    for body in tx.state.documents("RBK"):
        if body["status"] == "pending" and ended in body["predecessors"] and not waits_for(tx, body, ended=ended):
            tx.change("RBK", body, {"ready": True})


def _require_owner(tx: Transaction, body: Body) -> None:
    tx.require(
        body["owner"] == tx.user, "RBK_NOT_OWNER", about=step_name(body), document=step_name(body), user=body["owner"]
    )


@command("rbk.start", code="RB01", document="RBK", fields=(RBK,))
def start_step(tx: Transaction) -> None:
    """The owner begins a step; refused while a predecessor is open, or while the owner cannot be reached."""
    body = tx.document("RBK")
    name = step_name(body)
    tx.require_status("RBK", body, "pending")
    _require_owner(tx, body)
    tx.require(not body["owner_absent"], "RBK_OWNER_ABSENT", about=name, document=name, user=body["owner"])
    waiting = waits_for(tx, body)
    tx.require(not waiting, "RBK_PREDECESSOR", about=name, document=name, waiting=", ".join(waiting))
    now = tx.state.clock
    changes = {"status": "running", "ready": False, "started_at": now, "due_at": later(now, body["true_minutes"])}
    tx.change("RBK", body, changes)


@command("rbk.finish", code="RB02", document="RBK", fields=(RBK, Field("evidence")))
def finish_step(tx: Transaction) -> None:
    """The owner reports the end with evidence; not before the work is done, and not over a check that has failed."""
    body = tx.document("RBK")
    _require_work_done(tx, body)
    name = step_name(body)
    tx.require(not body["will_fail"], "RBK_CHECK_FAILED", about=name, document=name)
    changes = {"status": "done", "finished_at": tx.state.clock, "evidence": tx.args["evidence"], "finished_by": tx.user}
    tx.change("RBK", body, changes)
    free_successors(tx, body["id"])


@command("rbk.fail", code="RB03", document="RBK", fields=(RBK, Field("failure")))
def fail_step(tx: Transaction) -> None:
    """The owner reports that the step's check does not hold; whoever waits for it goes on waiting."""
    body = tx.document("RBK")
    _require_work_done(tx, body)
    tx.change("RBK", body, {"status": "failed", "finished_at": tx.state.clock, "failure": tx.args["failure"]})


def _require_work_done(tx: Transaction, body: Body) -> None:
    name = step_name(body)
    tx.require_status("RBK", body, "running")
    _require_owner(tx, body)
    due = body["due_at"]
    tx.require(due <= tx.state.clock, "RBK_TOO_EARLY", about=name, document=name)


@command("rbk.correct", code="RB04", document="RBK", fields=(RBK, Field("correction")))
def correct_step(tx: Transaction) -> None:
    """Says what was put right after a failure; the step is to be done again from the beginning."""
    body = tx.document("RBK")
    tx.require_status("RBK", body, "failed")
    changes = {
        "status": "pending",
        "ready": True,
        "will_fail": False,
        "started_at": "",
        "due_at": "",
        "finished_at": "",
    }
    tx.change("RBK", body, {**changes, "correction": tx.args["correction"]})
