"""All definitions by code, in the order in which a reader meets the numbers."""

from reporting.metrics.confident import CONFIDENT_AND_WRONG
from reporting.metrics.cover import COVER
from reporting.metrics.coverage import COVERAGE, COVERAGE_CRITICAL, EXAMS, PEOPLE_COMPLETE
from reporting.metrics.definition import Definition
from reporting.metrics.later import LATER
from reporting.metrics.proficiency import CRITICAL_DRILLS, PROFICIENCY
from reporting.metrics.score import SCORE

DEFINITIONS: dict[str, Definition] = {
    one.code: one
    for one in (
        SCORE,
        COVERAGE_CRITICAL,
        COVERAGE,
        PEOPLE_COMPLETE,
        EXAMS,
        PROFICIENCY,
        CRITICAL_DRILLS,
        CONFIDENT_AND_WRONG,
        COVER,
        *LATER,
    )
}
