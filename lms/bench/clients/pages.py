"""Reading pages one after another."""

from lms.bench.clients.talking import Talk


def run(port: int, visits: list[list[str]], rounds: int) -> list[float]:
    """Seconds of each page: `visits` are pairs of cookie and path, taken in turn until `rounds` pages have been read."""
    seconds = []
    with Talk(port) as talk:
        for number in range(rounds):
            talk.cookie, path = visits[number % len(visits)]
            seconds.append(talk.get(path).seconds)
    return seconds
