"""Many people at work in drills, at a pace that does not wait for the server."""

import time
from uuid import uuid4

from lms.bench.clients.drill import NEWEST, REDIRECTED
from lms.bench.clients.talking import Talk


def run(
    port: int,
    visits: list[list[str]],
    commands: int,
    every_seconds: float,
    offset_seconds: float,
    form: dict[str, str],
    name: str,
) -> list[float]:
    """Seconds from the moment each command was due until its document was here; the drills take turns.

    All drills of `visits` (pairs of cookie and address) are begun before the clock starts.
    """
    with Talk(port) as talk:
        desks = [_begin(talk, cookie, drill) for cookie, drill in visits]
        seconds = []
        started = time.perf_counter() + offset_seconds
        for number in range(commands):
            due = started + number * every_seconds
            time.sleep(max(0.0, due - time.perf_counter()))
            talk.cookie, desk = visits[number % len(visits)][0], desks[number % len(visits)]
            press = {**form, "action": "post", "seq": NEWEST, "token": str(uuid4())}
            talk.get(talk.post(f"{desk}commands/{name}/", press, status=REDIRECTED).location)
            seconds.append(time.perf_counter() - due)
    return seconds


def _begin(talk: Talk, cookie: str, drill: str) -> str:
    talk.cookie = cookie
    desk = talk.post(drill, {"mode": "practice", "token": str(uuid4())}, status=REDIRECTED).location
    talk.get(desk)
    return desk
