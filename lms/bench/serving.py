"""The production server on a port of the loopback, and the processor time that its processes have used."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from lms.bench.place import PROJECT

START_SECONDS = 60
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
CONFIGURATION = PROJECT / "deploy" / "gunicorn.conf.py"


class NoServerError(Exception):
    """The server did not answer in time."""


@dataclass(frozen=True)
class Server:
    """A running server: where it listens, and its first process."""

    port: int
    process: int

    def cpu_seconds(self) -> float:
        """Processor time, in user and system, of the first process and all its children so far."""
        return sum(_ticks_of(process) for process in (self.process, *_children_of(self.process))) / TICKS_PER_SECOND


@contextmanager
def running_server() -> Iterator[Server]:
    """Start gunicorn as production does, wait until it answers, and stop it at the end."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "lms.wsgi:application", "--config", str(CONFIGURATION)]
    environment = {**os.environ, "BIND": f"127.0.0.1:{port}", "WEB_LOG_LEVEL": "warning"}
    process = subprocess.Popen(command, cwd=PROJECT, env=environment)
    try:
        _wait_for(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:  # noqa: PLR2004 - OK
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise NoServerError(f"no answer within {START_SECONDS} seconds")


def _ticks_of(process: int) -> int:
    """User and system time; the fields stand behind the name, which may hold blanks."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _children_of(process: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()]
