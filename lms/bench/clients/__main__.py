"""One client process: takes its plan from the first line of its input, says it is ready, and begins at the second."""

import json
import sys
from collections.abc import Callable
from typing import Any

from lms.bench.clients import drill, drill_crowd, exam, pages

KINDS: dict[str, Callable[..., Any]] = {
    "pages": pages.run,
    "exam": exam.run,
    "drill": drill.run,
    "drills": drill_crowd.run,
}


def main() -> None:
    """Do the plan (`kind` and the arguments of its `run`) and print its answer as JSON."""
    plan = json.loads(sys.stdin.readline())
    run = KINDS[plan.pop("kind")]
    print("ready", flush=True)
    sys.stdin.readline()
    json.dump(run(**plan), sys.stdout)


if __name__ == "__main__":
    main()
