"""gunicorn for production: one worker for each core, or as many as WEB_WORKERS says; the bench measures with this file."""

import gc
import os
from pathlib import Path
from typing import Any

bind = os.environ.get("BIND", "127.0.0.1:8000")
# A page is mostly Python, so workers follow the cores; threads only keep slow connections from holding a worker.
workers = int(os.environ.get("WEB_WORKERS") or os.cpu_count() or 2)
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
# The first request of a process that loads Django itself takes seconds.
preload_app = True
# The heartbeat file must not wait for a disk.
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - the kernel's own, present on every Linux
worker_tmp_dir = str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None
timeout = 60
graceful_timeout = 30
keepalive = 15
loglevel = os.environ.get("WEB_LOG_LEVEL", "info")
accesslog = "-" if os.environ.get("WEB_ACCESS_LOG") else None
# Behind nginx on the same machine; elsewhere name the proxy.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")

OBJECTS_BETWEEN_COLLECTIONS = 2000


def when_ready(server: Any) -> None:
    """Leave what was loaded out of every later collection: it is never garbage, and stays shared between the workers.

    A page makes some ten thousand objects and drops nearly all of them by itself: looking for the rest after every 700 took a
    tenth of a page. After 5,000, a worker with three hundred drills open paused for long (docs/benchmarks.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 10, 10)
