"""A Tryton server of our own: a process in its own environment, on a free port of this machine, with one database."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from scenarios.backends.seam import BackEndAbsentError
from scenarios.backends.tryton.installation import DATABASE, Installation, write_settings
from scenarios.backends.tryton.mailbox import MailBox

LONGEST_START_SECONDS = 120
LOOK_EVERY_SECONDS = 0.1


class TrytonServer:
    """Runs over a copy of a database file, and is stopped by whoever started it."""

    def __init__(self, installation: Installation, *, copy_of: Path) -> None:
        self._installation = installation
        self._folder = tempfile.TemporaryDirectory(prefix="plimsoll-tryton-")
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self.put_file(copy_of)
        self.mailbox = MailBox()

    @property
    def file(self) -> Path:
        """The database file."""
        return Path(self._folder.name) / f"{DATABASE}.sqlite"

    @property
    def log(self) -> Path:
        """What Tryton has said."""
        return Path(self._folder.name) / "server.log"

    def put_file(self, source: Path) -> None:
        """Copy a database into place while nobody uses this one; what was written beside it goes with it."""
        for beside in (self.file, *(self.file.with_name(f"{self.file.name}{end}") for end in ("-wal", "-shm"))):
            beside.unlink(missing_ok=True)
        _backup(source, self.file)

    def start(self) -> None:
        """Start Tryton and wait until it answers; raises BackEndAbsentError with its last words if it does not."""
        self.port = _free_port()
        settings = write_settings(Path(self._folder.name), port=self.port, mail_port=self.mailbox.port)
        command = [str(self._installation.program("trytond")), "-c", str(settings), "-d", DATABASE]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder.name
            )
        deadline = time.monotonic() + LONGEST_START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            if _answers(self.port):
                return
            time.sleep(LOOK_EVERY_SECONDS)
        last = self.log.read_text("utf-8", errors="replace").strip().splitlines()[-1:] or ["it said nothing"]
        self.stop_process()
        raise BackEndAbsentError(f"Tryton did not start: {last[0]}")

    def stop_process(self) -> None:
        """Stop Tryton and keep the file."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Stop Tryton and drop the file; twice is once."""
        self.stop_process()
        self.mailbox.close()
        self._folder.cleanup()

    def copy_database(self) -> bytes:
        """The database as it is now, taken by SQLite's own backup while the server runs."""
        with tempfile.TemporaryDirectory(prefix="plimsoll-tryton-") as folder:
            kept = Path(folder) / "kept.sqlite"
            _backup(self.file, kept)
            return kept.read_bytes()

    def put_back(self, database: bytes) -> None:
        """Stop, put a kept database in place, and start anew."""
        self.stop_process()
        with tempfile.TemporaryDirectory(prefix="plimsoll-tryton-") as folder:
            kept = Path(folder) / "kept.sqlite"
            kept.write_bytes(database)
            self.put_file(kept)
        self.start()


def _backup(source: Path, target: Path) -> None:
    """Copy a database as it stands, its write-ahead log included."""
    here, there = sqlite3.connect(source), sqlite3.connect(target)
    try:
        here.backup(there)
    finally:
        here.close()
        there.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
