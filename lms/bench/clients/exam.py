"""Sitting an examination: begin, answer every question, each saved as it is given, and hand in."""

import time

from lms.bench.clients.talking import Talk

# One field for each kind of question: the kind that was dealt takes its own.
ANSWER = {
    "answer": "a", "gap-1": "收货", "match-a": "1", "place-a": "1", "place-b": "2", "confidence": "sure", "revision": "0"
}  # fmt: skip
OK, REDIRECTED = 200, 302


def run(port: int, sittings: list[list[str]], questions: int, *, opens_pages: bool) -> list[float]:
    """Seconds of each whole sitting; `sittings` are pairs of cookie and address of the examination.

    With `opens_pages` each question and the result are fetched too, as a browser does that shows them.
    """
    seconds = []
    with Talk(port) as talk:
        for cookie, exam in sittings:
            talk.cookie = cookie
            started = time.perf_counter()
            _sit(talk, exam, questions, opens_pages)
            seconds.append(time.perf_counter() - started)
    return seconds


def _sit(talk: Talk, exam: str, questions: int, opens_pages: bool) -> None:
    attempt = talk.post(f"{exam}start/", {}, status=REDIRECTED).location
    for position in range(1, questions + 1):
        if opens_pages:
            talk.get(f"{attempt}{position}/")
        talk.post(f"{attempt}{position}/save/", ANSWER, status=OK, is_htmx=True)
    result = talk.post(f"{attempt}submit/", {}, status=REDIRECTED).location
    if opens_pages:
        talk.get(result)
