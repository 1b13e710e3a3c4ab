"""Decisions of the steering group: proposed with its criteria, judged one by one, voted with reasons, decided and signed."""

from typing import Any

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

DEC = Field("dec", FieldType.REF, kind="DEC")
MATTERS = ("go_live", "rollback", "parallel_run")
OUTCOMES = ("go", "hold", "no_go", "rollback", "forward_fix")
QUORUM = 3
NO_RETURN_AT = "cutover.no_return_at"
"""The parameter that holds the moment after which the old system cannot come back; empty while there is none."""


def decision_name(body: Body) -> str:
    """How refusals name a decision."""
    return f"DEC:{body['id']}"


@command(
    "dec.propose",
    code="DC01",
    document="DEC",
    fields=(
        Field("matter", FieldType.CHOICE, choices=MATTERS),
        Field("recommendation", FieldType.CHOICE, choices=OUTCOMES),
        Field("rationale"),
    ),
)
def propose(tx: Transaction) -> None:
    """Puts a decision before the group, with the criteria that were agreed beforehand for its matter."""
    criteria = {
        number: {"verdict": "", "source": "", "by": ""}
        for number, body in tx.state.masters("CRIT").items()
        if body["matter"] == tx.args["matter"]
    }
    body = {name: tx.args[name] for name in ("matter", "recommendation", "rationale")}
    votes: dict[str, Any] = {}
    tx.create("DEC", {**body, "criteria": criteria, "votes": votes, "votes_count": 0, "outcome": ""}, status="proposed")


@command(
    "dec.assess",
    code="DC02",
    document="DEC",
    fields=(
        DEC,
        Field(
            "assessments",
            FieldType.LINES,
            columns=(
                Field("criterion", FieldType.REF, kind="CRIT"),
                Field("verdict", FieldType.CHOICE, choices=("met", "not_met")),
                Field("source"),
            ),
        ),
    ),
)
def assess(tx: Transaction) -> None:
    """Judges criteria, each with its evidence; judging again before the decision replaces the verdict."""
    body = tx.document("DEC")
    tx.require_status("DEC", body, "proposed", "voted")
    changes: dict[str, Any] = {}
    for line in tx.args["assessments"]:
        known = line["criterion"] in body["criteria"]
        tx.require(known, "UNKNOWN_OBJECT", about=decision_name(body), kind="CRIT", id=line["criterion"])
        verdict = {"verdict": line["verdict"], "source": line["source"], "by": tx.user}
        changes[f"criteria/{line['criterion']}"] = verdict
    tx.change("DEC", body, changes)


@command(
    "dec.vote",
    code="DC03",
    document="DEC",
    fields=(DEC, Field("vote", FieldType.CHOICE, choices=("approve", "object", "abstain")), Field("rationale")),
    meaning="steering_vote",
)
def vote(tx: Transaction) -> None:
    """A member votes on the recommendation, once, with a reason; three votes make a quorum."""
    body = tx.document("DEC")
    name = decision_name(body)
    tx.require_status("DEC", body, "proposed", "voted")
    tx.require(tx.user not in body["votes"], "VOTED_ALREADY", about=name, document=name, user=tx.user)
    given = {"vote": tx.args["vote"], "rationale": tx.args["rationale"], "at": tx.state.clock}
    votes = {**body["votes"], tx.user: given}
    changes: dict[str, Any] = {"votes": votes, "votes_count": len(votes)}
    if len(votes) >= QUORUM and body["status"] == "proposed":
        changes["status"] = "voted"
    tx.change("DEC", body, changes)
    tx.sign(name)


@command(
    "dec.decide",
    code="DC04",
    document="DEC",
    fields=(
        DEC,
        Field("outcome", FieldType.CHOICE, choices=OUTCOMES),
        Field("rationale"),
        Field("conditions", required=False),
    ),
    meaning="steering_decision",
)
def decide(tx: Transaction) -> None:
    """The sponsor decides after the vote: every criterion judged, no go over an open critical one, no way back too late."""
    body = tx.document("DEC")
    name = decision_name(body)
    tx.require_status("DEC", body, "voted")
    unjudged = [number for number, row in body["criteria"].items() if not row["verdict"]]
    tx.require(not unjudged, "CRITERIA_OPEN", about=name, document=name, criteria=", ".join(unjudged))
    outcome = tx.args["outcome"]
    if outcome == "go":
        failing = [number for number, row in body["criteria"].items() if row["verdict"] == "not_met"]
        critical = [number for number in failing if (tx.state.master("CRIT", number) or {}).get("critical")]
        tx.require(not critical, "CRITICAL_CRITERION_OPEN", about=name, document=name, criteria=", ".join(critical))
    if outcome == "rollback":
        limit = tx.state.parameter(NO_RETURN_AT)
        tx.require(not limit or tx.state.clock < limit, "PAST_NO_RETURN", about=name, document=name, moment=limit)
    reasons = {"decision_reason": tx.args["rationale"], "conditions": tx.args.get("conditions", "")}
    tx.change("DEC", body, {"status": "decided", "outcome": outcome, "decided_by": tx.user, **reasons})
    tx.sign(name)
