"""The promises of administration (I40–I43): who signs for whom, what changes the live system, what is taken in once."""

from collections.abc import Callable, Iterator

from scenarios.engine.state import State

SETS_LIVE_VALUES = frozenset(("param.transport", "period.close"))


def deputies_sign_within_their_delegation(state: State) -> Iterator[str]:
    """I40: an approval by delegation is by its deputy, in its role, for its delegator, never on the delegator's order."""
    for order in state.documents("PO"):
        for row in order["approvals"]:
            if "delegation" not in row:
                continue
            delegation = state.document("DEL", row["delegation"]) or {}
            named = (delegation.get("deputy"), delegation.get("role"), delegation.get("delegator"))
            if named != (row["by"], row["role"], row["for"]) or row["for"] == order["created_by"]:
                yield f"{order['id']}: {row['by']} for {row['for']}"


def live_parameters_change_by_transport(state: State) -> Iterator[str]:
    """I41: a value in force changes by a transport or a month end, and by nothing else."""
    for entry in state.journal:
        for event in entry.events:
            if event.kind != "master.changed" or event.fields["kind"] != "PARAMETER":
                continue
            if entry.command.name in SETS_LIVE_VALUES:
                continue
            if any(path == "live_value" for path, _, _ in event.fields["changes"]):
                yield f"entry {entry.seq}: {event.fields['id']} by {entry.command.name}"


def messages_take_effect_once(state: State) -> Iterator[str]:
    """I42: of the messages with one source number at most one has been processed."""
    seen: set[str] = set()
    for message in state.documents("IFM"):
        if message["status"] != "processed":
            continue
        if message["key"] in seen:
            yield f"{message['id']}: {message['key']}"
        seen.add(message["key"])


def changes_are_seen_by_two(state: State) -> Iterator[str]:
    """I43: nobody approves a change of their own or verifies what they carried out."""
    for change in state.documents("CR"):
        if change["approved_by"] and change["approved_by"] == change["created_by"]:
            yield f"{change['id']}: approved by its author"
        if change["verified_by"] and change["verified_by"] == change["implemented_by"]:
            yield f"{change['id']}: verified by who did it"


INVARIANTS: dict[str, Callable[[State], Iterator[str]]] = {
    "I40": deputies_sign_within_their_delegation,
    "I41": live_parameters_change_by_transport,
    "I42": messages_take_effect_once,
    "I43": changes_are_seen_by_two,
}
