"""Serving the demonstration: the web server and one worker beside it, both stopped together."""

import argparse
import os
import signal
import subprocess
import sys
from types import FrameType

WEB_THREADS = 4


def main(arguments: list[str]) -> int:
    """Start both processes, say where to go, wait; the first to end ends the other."""
    parser = argparse.ArgumentParser(prog="dev demo")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args(arguments).port
    environment = {"DJANGO_SETTINGS_MODULE": "lms.settings.local", **os.environ}
    web = [
        sys.executable, "-m", "gunicorn", "lms.wsgi:application", "--bind", f"127.0.0.1:{port}", "--preload",
        "--workers", "2", "--threads", str(WEB_THREADS), "--worker-class", "gthread", "--log-level", "warning",
    ]  # fmt: skip
    worker = [
        sys.executable,
        "-m",
        "celery",
        "--app",
        "lms.celery",
        "worker",
        "--loglevel",
        "WARNING",
        "--concurrency",
        "1",
        "--pool",
        "solo",
    ]
    processes = [subprocess.Popen(command, env=environment) for command in (web, worker)]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for process in processes:
            process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(
        f"\nPlimsoll is at http://localhost:{port}/  (choose a person on the sign-in page; stop with Ctrl-C)\n",
        flush=True,
    )
    try:
        return processes[0].wait()
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
