"""What a cutover promises: no step before its predecessors, no decision without quorum, no re-keying that differs."""

from collections.abc import Callable, Iterator, Mapping

from scenarios.engine.state import State

ENDED = frozenset(("done", "skipped"))
BEGUN = frozenset(("running", "done", "failed"))
QUORUM = 3


def steps_follow_their_predecessors(state: State) -> Iterator[str]:
    """Whatever has begun has all its predecessors behind it."""
    for body in state.own_documents("RBK"):
        if body["status"] not in BEGUN:
            continue
        for name in body["predecessors"]:
            before = state.document("RBK", name)
            if before is None or before["status"] not in ENDED:
                yield f"{body['id']} has begun, {name} has not ended"


def decisions_rest_on_votes_and_verdicts(state: State) -> Iterator[str]:
    """A decided matter has its quorum, and a verdict on every criterion."""
    for body in state.own_documents("DEC"):
        if body["status"] != "decided":
            continue
        if len(body["votes"]) < QUORUM:
            yield f"{body['id']} was decided with {len(body['votes'])} votes"
        for number, row in body["criteria"].items():
            if not row["verdict"]:
                yield f"{body['id']} was decided without a verdict on {number}"


def re_keyed_business_is_what_was_posted(state: State) -> Iterator[str]:
    """A reconciled entry has the quantity of its document."""
    for body in state.own_documents("REK"):
        if body["status"] == "reconciled" and body["keyed_quantity"] != body["posted_quantity"]:
            yield f"{body['id']} was reconciled with {body['keyed_quantity']} of {body['posted_quantity']}"


def closed_tickets_were_confirmed(state: State) -> Iterator[str]:
    """Nobody closes a ticket over the head of whoever reported it."""
    for body in state.own_documents("TKT"):
        if body["status"] == "closed" and body.get("confirmed_by") != body["reporter"]:
            yield f"{body['id']} was closed without {body['reporter']}"


INVARIANTS: Mapping[str, Callable[[State], Iterator[str]]] = {
    "C1": steps_follow_their_predecessors,
    "C2": decisions_rest_on_votes_and_verdicts,
    "C3": re_keyed_business_is_what_was_posted,
    "C4": closed_tickets_were_confirmed,
}
