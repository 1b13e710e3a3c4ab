"""Which commands write to the ledger: only of these a screen says “post”; the others are called by what they do."""

POSTING = frozenset(
    (
        "bil.credit", "bil.post", "cm.post", "dn.post", "dn.reverse", "gi.post", "gi.return", "gr.post", "gr.return",
        "gr.reverse", "inv.post", "inv.reverse", "je.post", "je.reverse", "mig.load", "mig.rollback", "op.confirm",
        "pay.execute", "rct.post", "rma.receive", "scrap.post", "wo.close", "wo.deliver", "wo.scrap",
    )
)  # fmt: skip
"""Names of commands. Blocking recalled stock and rework write values over too, but nobody calls that posting."""


def does_post(command: str) -> bool:
    """Whether people say of this command that it posts."""
    return command in POSTING


def outcome_key(command: str, outcome: str) -> str:
    """The label that says how a command ended."""
    return "outcome.posted" if outcome == "accepted" and does_post(command) else f"outcome.{outcome}"
