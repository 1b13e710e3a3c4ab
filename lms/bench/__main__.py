"""`python -m lms.bench [NAME…] [--json FILE] [--size small|full] [--database URL]`: build or take the company, measure, print."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from lms.bench.place import NotOursError, environment, keep_environment, prepare_company
from lms.bench.size import SIZES


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for, or everything.

    The code is 1 where a target is missed at full size, 2 for a wrong name or where something could not be measured.
    """
    asked = _parser().parse_args(arguments)
    size = SIZES[asked.size]
    keep_environment(environment(size, asked.database, os.environ))
    import django  # the settings are read when Django is set up, so the environment has to be right by then

    django.setup()
    from lms.bench.bench import Bench, NotMeasuredError
    from lms.bench.benchmarks import BENCHMARKS
    from lms.bench.table import line_of, table_of, write_rows

    known = [benchmark.NAME for benchmark in BENCHMARKS]
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    try:
        prepare_company(size)
    except NotOursError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    figures, unmeasured = [], 0
    with Bench(size) as bench:
        for benchmark in BENCHMARKS:
            if not asked.names or benchmark.NAME in asked.names:
                print(f"· {benchmark.NAME}", file=sys.stderr, flush=True)
                try:
                    found = benchmark.measure(bench)
                except NotMeasuredError as refusal:  # the others do not depend on it
                    print(f"  {refusal}", file=sys.stderr, flush=True)
                    unmeasured += 1
                    continue
                print("\n".join(f"  {line_of(figure)}" for figure in found), file=sys.stderr, flush=True)
                figures += found
    print(table_of(figures))
    if asked.json:
        write_rows(figures, asked.json)
    if unmeasured:
        return 2
    return int(asked.size == "full" and any(figure.is_met is False for figure in figures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these benchmarks")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON, too")
    parser.add_argument("--size", choices=list(SIZES), default="full")
    parser.add_argument(
        "--database", default="", metavar="URL", help="an empty database of a server, instead of a file"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
