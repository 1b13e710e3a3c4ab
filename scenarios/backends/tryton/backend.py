"""Tryton 8.2 behind the seam, as a process of its own to which JSON-RPC is spoken."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from scenarios.backends.seam import BackEndAbsentError, Capabilities
from scenarios.backends.tryton.capabilities import NAME, capabilities
from scenarios.backends.tryton.client import ADMIN, TrytonClient, TrytonRefusedError
from scenarios.backends.tryton.handle import TrytonHandle
from scenarios.backends.tryton.installation import DATABASE, Installation, installation
from scenarios.backends.tryton.masters import find_places, partner, product, provide_people
from scenarios.backends.tryton.server import TrytonServer
from scenarios.backends.tryton.world import World
from scenarios.engine.api import Dataset, start_state
from scenarios.grading.api import Opening

WORD = re.compile(r"[A-Z0-9][A-Z0-9-]+")


class TrytonBackend:
    """Makes sandboxes out of the template database; one server process each."""

    name = NAME

    def __init__(self, installed: Installation | None = None) -> None:
        self._installed = installed or installation()

    def capabilities(self) -> Capabilities:
        """What Tryton bears of our drills."""
        return capabilities()

    def provision(self, opening: Opening) -> TrytonHandle:
        """Copy the template, put in what the drill touches, and play the drill's overlay there."""
        self._installed.require_ready()
        server = TrytonServer(self._installed, copy_of=self._installed.template)
        try:
            server.start()
            handle = self._provided(server, opening)
        except TrytonRefusedError as refused:
            server.stop()
            raise BackEndAbsentError(f"Tryton did not take the drill's masters: {refused.words}") from refused
        except BaseException:
            server.stop()
            raise
        return handle

    def _provided(self, server: TrytonServer, opening: Opening) -> TrytonHandle:
        client = TrytonClient(server.port, DATABASE, self._installed.password)
        start, dataset = opening.state.start, opening.state.dataset
        client.context["company"] = client.search_read(ADMIN, "company.company", [], ["id"])[0]["id"]
        world = World(client, dataset, datetime.date.fromisoformat(opening.state.clock[:10]), find_places(client))
        world.lay_calendar(client.today())
        provide_people(world, people_of(opening))
        for kind, number in named_in(opening, dataset):
            if kind == "ITEM":
                product(world, number)
            else:
                partner(world, kind, number)
        state = start_state(
            dataset,
            clock=start.clock,
            seed=start.seed,
            seats=start.seats,
            npcs=start.npcs,
            injects=start.injects,
            parameters=start.parameters,
        )
        handle = TrytonHandle(server, world, state)
        for entry in opening.state.journal:
            if (done := handle.submit(entry.command)).refusal is not None:
                words = dict(done.refusal.args).get("words", done.refusal.code)
                raise TrytonRefusedError(f"{entry.command.name}: {words}")
        handle.sit_down()
        return handle


def people_of(opening: Opening) -> tuple[str, ...]:
    """Everybody who acts in the drill: hats, the people that the sandbox plays, and those of the overlay."""
    hats = (user for seat in opening.scenario.seats for user in seat.hats)
    others = (npc.user for npc in opening.scenario.npcs)
    before = (step.user for step in opening.scenario.start.overlay)
    return tuple(dict.fromkeys((*hats, *others, *before)))


def named_in(opening: Opening, dataset: Dataset) -> Iterable[tuple[str, str]]:
    """The items, suppliers and customers that the drill names anywhere; what else is touched comes when it is needed."""
    words = dict.fromkeys(WORD.findall(repr(opening.scenario)))
    for kind in ("VENDOR", "CUSTOMER", "ITEM"):
        table = dataset.master(kind)
        yield from ((kind, word) for word in words if word in table)
