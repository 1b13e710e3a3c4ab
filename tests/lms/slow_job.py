"""A kind of job for a worker that is to be killed: it says half, then nothing for as long as SLOW_JOB_S says."""

import os
import time
from datetime import timedelta

from lms.foundation.api import Report, access, job_kind
from lms.foundation.jobs import lease
from lms.foundation.models import Job

LEASE_S = 4
"""seconds; the beat is a quarter of it"""
SLOW_JOB_S = os.environ.get("SLOW_JOB_S")
if SLOW_JOB_S is not None:  # in the worker only; the process of the tests keeps the real lease
    lease.LEASE, lease.BEAT = timedelta(seconds=LEASE_S), timedelta(seconds=LEASE_S / 4)


@job_kind("slow", "Taking long", again=access.is_signed_in)
def be_slow(job: Job, report: Report) -> None:
    """Sleep, and end."""
    report(1, 2, "half")
    time.sleep(float(SLOW_JOB_S or 0))
