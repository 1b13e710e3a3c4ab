"""The benchmarks, one file each: a NAME to ask for it by, and `measure(bench)`, which gives its figures."""

from types import ModuleType

from lms.bench.benchmarks import (
    completions_csv,
    coverage,
    coverage_names,
    drill_crowd,
    drill_desk,
    drill_grade,
    drill_memory,
    drill_replay,
    exam_attempt,
    lesson,
    matrix,
    my_path,
    publish_matrix,
    readiness,
    readiness_report,
    rebuild_assignments,
    settle_outcome,
)

# In the order of the table: what is computed, what is read, what is done.
BENCHMARKS: tuple[ModuleType, ...] = (
    rebuild_assignments,
    my_path,
    lesson,
    matrix,
    coverage,
    coverage_names,
    readiness,
    completions_csv,
    readiness_report,
    settle_outcome,
    publish_matrix,
    drill_replay,
    drill_grade,
    drill_memory,
    drill_desk,
    drill_crowd,
    exam_attempt,
)
