"""A mailbox: the mail server of one sandbox, on this machine alone, where whatever Tryton sends comes to rest.

Tryton keeps an e-mail only if a mail server takes it. Nothing that is handed in here goes any further.
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

LOOK_EVERY_SECONDS = 0.1
OK = "250 OK"
ANSWERS = {
    "EHLO": OK,
    "HELO": OK,
    "MAIL": OK,
    "RCPT": OK,
    "RSET": OK,
    "NOOP": OK,
    "DATA": "354 Go on",
    "QUIT": "221 Bye",
}


@dataclass(frozen=True)
class Letter:
    """One e-mail as it was handed in."""

    recipients: tuple[str, ...]
    text: str


class _Talk(socketserver.StreamRequestHandler):
    """One client's talk, as far as SMTP is needed to hand in e-mails."""

    server: _Listening

    def handle(self) -> None:
        self._say("220 Ready")
        recipients: list[str] = []
        for line in iter(self._line, None):
            verb = line[:4].upper()
            if verb in {"MAIL", "RSET"}:
                recipients.clear()
            elif verb == "RCPT":
                recipients.append(line.partition("<")[2].partition(">")[0])
            self._say(ANSWERS.get(verb, "502 Not known here"))
            if verb == "QUIT":
                return
            if verb == "DATA":
                self.server.letters.append(Letter(tuple(recipients), "\n".join(self._text())))
                self._say(OK)

    def _text(self) -> Iterator[str]:
        """The lines up to the one that is a single dot; a line that begins with a dot came with one more."""
        for line in iter(self._line, None):
            if line == ".":
                return
            yield line.removeprefix(".")

    def _line(self) -> str | None:
        """The next line, or None once the client has hung up."""
        line = self.rfile.readline()
        return line.decode("utf-8", errors="replace").rstrip("\r\n") if line else None

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode("ascii"))


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[Letter] = []


@dataclass
class MailBox:
    """Listens from the moment it is made, on a free port, until it is closed."""

    _listening: _Listening = field(default_factory=_Listening, repr=False)

    def __post_init__(self) -> None:
        threading.Thread(target=self._listening.serve_forever, args=(LOOK_EVERY_SECONDS,), daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.server_address[1])

    @property
    def letters(self) -> tuple[Letter, ...]:
        """Everything that was handed in, in the order in which it came."""
        return tuple(self._listening.letters)

    def close(self) -> None:
        """Listen no more; twice is once."""
        self._listening.shutdown()
        self._listening.server_close()
