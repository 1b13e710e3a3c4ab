"""Sending clients to the server, all at once, and gathering what they measured."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lms.bench.place import PROJECT
from lms.bench.serving import Server


class ClientFailedError(Exception):
    """A client was not served; what it said stands in the message."""


@dataclass(frozen=True)
class Crowd:
    """What came of it: the measurements of all clients, seconds from the first to the last, the server's work meanwhile."""

    seconds: list[Any]
    elapsed: float
    cpu_seconds: float


def send_clients(server: Server, kind: str, plans: Sequence[dict[str, Any]]) -> Crowd:
    """Start one process for each plan, let them begin together, and wait for all. Refuses (ClientFailedError) a lost one."""
    clients = [_client() for _ in plans]
    try:
        for client, plan in zip(clients, plans, strict=True):
            _say(client, json.dumps({"kind": kind, "port": server.port, **plan}))
        for client in clients:
            assert client.stdout is not None, "a pipe was asked for"
            client.stdout.readline()
        cpu, started = server.cpu_seconds(), time.perf_counter()
        for client in clients:
            _say(client, "go")
        answers = [client.communicate() for client in clients]
        elapsed, cpu = time.perf_counter() - started, server.cpu_seconds() - cpu
    finally:
        for client in clients:
            client.kill()
    faults = [fault for client, (_said, fault) in zip(clients, answers, strict=True) if client.returncode]
    if faults:
        raise ClientFailedError(faults[0])
    return Crowd([seconds for said, _fault in answers for seconds in json.loads(said)], elapsed, cpu)


def _client() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "lms.bench.clients"],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _say(client: subprocess.Popen[str], line: str) -> None:
    assert client.stdin is not None, "a pipe was asked for"
    client.stdin.write(f"{line}\n")
    client.stdin.flush()
