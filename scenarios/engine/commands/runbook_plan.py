"""Re-planning a run-book: forecasts, another owner, an overlap, a signed waiver; and watching until something happens."""

from scenarios.engine.clock import later
from scenarios.engine.commands.runbook_step import RBK, free_successors, step_name, waits_for
from scenarios.engine.policy import competence_lapse
from scenarios.engine.registry import Effect, Field, FieldType, command
from scenarios.engine.transaction import Transaction

LONGEST_FORECAST = 2880
A_DAY = 1440


@command(
    "rbk.forecast",
    code="RB05",
    document="RBK",
    fields=(RBK, Field("minutes", FieldType.INTEGER, minimum=1, maximum=LONGEST_FORECAST), Field("reason")),
)
def forecast_step(tx: Transaction) -> None:
    """Says how long a step is now expected to take in all; the projected finish follows."""
    body = tx.document("RBK")
    tx.require_status("RBK", body, "pending", "running")
    tx.change("RBK", body, {"forecast_minutes": tx.args["minutes"], "forecast_reason": tx.args["reason"]})


@command(
    "rbk.assign",
    code="RB06",
    document="RBK",
    fields=(RBK, Field("owner", FieldType.REF, kind="USER"), Field("reason")),
)
def assign_step(tx: Transaction) -> None:
    """Gives a step to somebody else, who must hold the competence that it needs."""
    body = tx.document("RBK")
    tx.require_status("RBK", body, "pending")
    if body["competence"]:
        lapse = competence_lapse(tx.state, tx.args["owner"], body["competence"])
        who = {"user": tx.args["owner"], "competence": body["competence"]}
        tx.require(not lapse, lapse, about=f"USER:{tx.args['owner']}", **who)
    changes = {"owner": tx.args["owner"], "owner_absent": False, "ready": not waits_for(tx, body)}
    tx.change("RBK", body, {**changes, "assigned_because": tx.args["reason"]})


@command("rbk.overlap", code="RB07", document="RBK", fields=(RBK, Field("reason")))
def overlap_step(tx: Transaction) -> None:
    """Lets a step begin without the predecessors that the book calls soft; the others stay."""
    body = tx.document("RBK")
    name = step_name(body)
    tx.require_status("RBK", body, "pending")
    tx.require(bool(body["soft"]), "OVERLAP_NOT_ALLOWED", about=name, document=name)
    kept = tuple(one for one in body["predecessors"] if one not in body["soft"])
    ready = not waits_for(tx, {**body, "predecessors": kept})
    tx.change("RBK", body, {"predecessors": kept, "soft": (), "overlap_reason": tx.args["reason"], "ready": ready})


@command(
    "rbk.waive",
    code="RB08",
    document="RBK",
    fields=(RBK, Field("reason"), Field("compensation")),
    meaning="step_waiver",
)
def waive_step(tx: Transaction) -> None:
    """Signs that a step is left out, why, and what is done instead; a verification is left out only by overriding."""
    body = tx.document("RBK")
    name = step_name(body)
    tx.require_status("RBK", body, "pending")
    tx.require(not body["verification"], "WAIVER_VERIFICATION", about=name, document=name)
    waiver = {"waived_because": tx.args["reason"], "compensation": tx.args["compensation"], "waived_by": tx.user}
    tx.change("RBK", body, {"status": "skipped", "ready": False, "finished_at": tx.state.clock, **waiver})
    tx.sign(name)
    free_successors(tx, body["id"])


@command(
    "rbk.watch",
    code="RB09",
    document="",
    fields=(Field("minutes", FieldType.INTEGER, minimum=1, maximum=A_DAY),),
    for_everybody=True,
)
def watch_book(tx: Transaction) -> None:
    """Lets time pass until the next running step is due, at most so many minutes."""
    now = tx.state.clock
    due = [body["due_at"] for body in tx.state.own_documents("RBK") if body["status"] == "running"]
    tx.add("clock.advanced", {"to": min([later(now, tx.args["minutes"]), *(moment for moment in due if moment > now)])})


@command(
    "rbk.disturb",
    code="RB10",
    document="RBK",
    fields=(
        RBK,
        Field("minutes", FieldType.INTEGER, required=False, minimum=1, maximum=LONGEST_FORECAST),
        Field("trouble", FieldType.CHOICE, required=False, choices=("check_fails", "owner_absent")),
    ),
    effect=Effect.SYSTEM,
)
def disturb_step(tx: Transaction) -> None:
    """What a rehearsal throws in: a step takes so long in truth, its check will fail, its owner cannot be reached."""
    body = tx.document("RBK")
    trouble = tx.args.get("trouble")
    changes = {"true_minutes": tx.args.get("minutes", body["true_minutes"])}
    flags = {"will_fail": True} if trouble == "check_fails" else {"owner_absent": True} if trouble else {}
    tx.change("RBK", body, {**changes, **flags})
