"""What quality promises of the books: nothing released against its papers, and every trace leads back (I11, I17)."""

from collections.abc import Callable, Iterator

from scenarios.engine.state import State


def nothing_released_against_its_papers(state: State) -> Iterator[str]:
    """I11: when a lot was released it had no open nonconformance, was not expired, and its sterilisation was released."""
    for release in state.own_documents("REL"):
        if release["status"] != "released":
            continue
        lot = state.lot(release["lot"]) or {"expiry": ""}
        name, moment = f"REL {release['id']}", release["decided_at"]
        if lot["expiry"] and lot["expiry"] <= moment[:10]:
            yield f"{name}: released although expired on {lot['expiry']}"
        concerned = {release["lot"], *state.genealogy(release["lot"], "backward")}
        for report in state.documents("NCR"):
            still_open = report["status"] not in {"executed", "closed"} and report["created_at"] <= moment
            if report["lot"] in concerned and still_open:
                yield f"{name}: released under NCR {report['id']}"
        for load in state.documents("STR"):
            inside = release["lot"] in {row["lot"] for row in load["lines"].values()}
            if inside and load["status"] not in {"released", "resterilised"}:
                yield f"{name}: load {load['id']} is {load['status']}"


def releaser_is_somebody_else(state: State) -> Iterator[str]:
    """I12: nobody has released what they asked to be released, or made."""
    for release in state.own_documents("REL"):
        record = state.document("BR", release["br"]) or {"pages": {}}
        hands = {page[part] for page in record["pages"].values() for part in ("performed_by", "verified_by")}
        if release["status"] == "released" and release["decided_by"] in hands | {release["created_by"]}:
            yield f"REL {release['id']}: {release['decided_by']}"


def closed_actions_have_shown_their_effect(state: State) -> Iterator[str]:
    """I21q: no CAPA was closed before its day of measurement, or without the effect."""
    for capa in state.own_documents("CAPA"):
        early = capa["changed_at"][:10] < capa["check_on"] or capa["effective"] != "yes"
        if capa["status"] == "closed" and early:
            yield f"CAPA {capa['id']}: measured {capa['measured']}, due {capa['check_on']}"


def recalled_pieces_add_up(state: State) -> Iterator[str]:
    """I22q: in a reconciled recall each lot's pieces are all accounted for."""
    for recall in state.own_documents("RCL"):
        for lot, counted in recall["balance"].items():
            if counted["produced"] != sum(value for name, value in counted.items() if name != "produced"):
                yield f"RCL {recall['id']}: lot {lot}"


def traces_lead_back(state: State, lots: tuple[str, ...]) -> Iterator[str]:
    """I17 for some lots: whatever one reaches forward leads back to where one began."""
    for lot in lots:
        for reached in state.genealogy(lot, "forward"):
            if lot not in state.genealogy(reached, "backward"):
                yield f"{lot} → {reached}"


INVARIANTS: dict[str, Callable[[State], Iterator[str]]] = {
    "I11c": nothing_released_against_its_papers,
    "I12c": releaser_is_somebody_else,
    "I21q": closed_actions_have_shown_their_effect,
    "I22q": recalled_pieces_add_up,
}
"""I17 asks about pairs of lots and is a property of its own (see the tests): all pairs would take too long here."""
