"""Working in a drill as the desk is used: begin it, then send one command after another and read the page it leads to."""

import time
from uuid import uuid4

from lms.bench.clients.talking import Talk

REDIRECTED = 302
# A screen that was opened last: whatever was posted before has been seen.
NEWEST = "999999"


def run(port: int, visits: list[list[str]], commands: int, form: dict[str, str], name: str) -> list[list[float]]:
    """Seconds of each beginning, and of each command sent in the last attempt begun.

    `visits` are pairs of cookie and address of a drill; every press bears a token of its own.
    """
    beginnings, sent = [], []
    with Talk(port) as talk:
        for cookie, drill in visits:
            talk.cookie = cookie
            started = time.perf_counter()
            desk = talk.post(drill, {"mode": "practice", "token": str(uuid4())}, status=REDIRECTED).location
            talk.get(desk)
            beginnings.append(time.perf_counter() - started)
        for _ in range(commands):
            press = {**form, "action": "post", "seq": NEWEST, "token": str(uuid4())}
            started = time.perf_counter()
            made = talk.post(f"{desk}commands/{name}/", press, status=REDIRECTED).location
            talk.get(made)
            sent.append(time.perf_counter() - started)
    return [beginnings, sent]
