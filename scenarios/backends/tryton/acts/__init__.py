"""What Tryton carries out: one file a subject, each with a table from our command to what is done there."""

from collections.abc import Callable, Mapping

from scenarios.backends.tryton.acts import (
    correcting,
    inspecting,
    ordering,
    paying,
    receiving,
    requesting,
    returning,
    selling,
    shipping,
)
from scenarios.backends.tryton.world import Order, World

Act = Callable[[World, Order], None]

ACTS: Mapping[str, Act] = {
    **requesting.ACTS,
    **ordering.ACTS,
    **receiving.ACTS,
    **inspecting.ACTS,
    **correcting.ACTS,
    **returning.ACTS,
    **paying.ACTS,
    **selling.ACTS,
    **shipping.ACTS,
}
"""Every command of ours that Tryton carries out. One that is not here is kept by our own frame, or refused."""
