"""The benchmarks, one file each: a NAME to ask for it by, and `measure(bench)`, which gives its figures."""

from types import ModuleType

from lms.bench.benchmarks import (
    drill_desk,
    drill_replay,
    exam_attempt,
    lesson,
    matrix,
    my_path,
    publish_matrix,
    rebuild_assignments,
    settle_outcome,
)

# In the order of the table: what is computed, what is read, what is done. What writes least comes first.
BENCHMARKS: tuple[ModuleType, ...] = (
    rebuild_assignments,
    my_path,
    lesson,
    matrix,
    settle_outcome,
    publish_matrix,
    drill_replay,
    drill_desk,
    exam_attempt,
)
