"""Tryton's states and ours: where one of its states covers several of ours, the last accepted command says which."""

from collections.abc import Mapping

from scenarios.backends.tryton.world import World

STATES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "PR": {
        "draft": ("draft",),
        "waiting": ("submitted",),
        "approved": ("approved",),
        "processing": ("approved",),
        "done": ("ordered",),
        "rejected": ("rejected",),
        "cancelled": ("rejected",),
    },
    "PO": {
        "draft": ("draft",),
        "quotation": ("submitted",),
        "confirmed": ("approved",),
        "processing": ("approved", "released"),
        "done": ("invoiced",),
        "cancelled": ("cancelled",),
    },
    "QI": {
        "pending": ("created", "sampled"),
        "passed": ("recorded", "decided"),
        "failed": ("recorded", "decided"),
    },
    "NCR": {
        "open": ("open",),
        "processing": ("open", "contained", "investigated"),
        "deferred": ("disposed", "executed"),
        "resolved": ("closed",),
    },
    "PAY": {
        "draft": ("proposed",),
        "submitted": ("proposed",),
        "approved": ("approved",),
        "processing": ("approved",),
        "succeeded": ("executed",),
    },
    "SO": {
        "draft": ("draft",),
        "quotation": ("draft",),
        "confirmed": ("confirmed",),
        "processing": ("confirmed",),
        "done": ("closed",),
        "cancelled": ("cancelled",),
    },
    "DN": {
        "draft": ("created",),
        "waiting": ("created",),
        "assigned": ("created",),
        "picked": ("picked",),
        "packed": ("packed",),
        "shipped": ("issued",),
        "done": ("delivered",),
        "cancelled": ("cancelled",),
    },
}


def status(world: World, kind: str, number: str, state: str) -> str:
    """Our status: the finer stage if Tryton's state covers it, else the first that it covers."""
    covered = STATES[kind][state]
    stage = world.stages.get(f"{kind}:{number}", "")
    return stage if stage in covered else covered[0]
