"""A changed requirement of the largest job role, published with a signature."""

from collections.abc import Callable, Iterator

from curricula.api import open_draft, publish_matrix, save_cell
from curricula.models import JobRole, Requirement
from lms.bench.bench import Bench
from lms.bench.company.people import PASSWORD, TOUCHED_ROLE
from lms.bench.figures import Figure, Target, figure_of
from lms.bench.timing import timed_each
from lms.foundation.api import confirm_signer

NAME = "publish"
TARGET = Target(median_ms=2000)
NOTE = "Another level, to measure what publishing takes"


def measure(bench: Bench) -> list[Figure]:
    """One figure: both components asked again, the version signed, everybody's assignments of the activity written."""
    seconds = timed_each(_publications(bench, bench.size.repeats))
    return [figure_of("matrix change published", f"touches {bench.size.touched:,} people", seconds, TARGET)]


def _publications(bench: Bench, times: int) -> Iterator[Callable[[], None]]:
    lead = bench.lead()
    for _ in range(times):
        role = JobRole.objects.get(code=TOUCHED_ROLE)
        cell = role.requirements.filter(until=None).order_by("activity__code").first()
        assert cell is not None, "the matrix asks something of every role"
        draft = open_draft(lead)
        save_cell(draft, _with_other_level(cell), replaces=cell, actor=lead, reason=NOTE, edit_count=draft.edit_count)
        draft.refresh_from_db()

        def publish() -> None:
            confirm_signer(lead, number=lead.number, password=PASSWORD)
            publish_matrix(draft, signer=lead, note=NOTE, edit_count=draft.edit_count)  # noqa: B023 - called before the next one

        yield publish


def _with_other_level(cell: Requirement) -> dict[str, object]:
    kept = (
        "job_role_id", "activity_id", "scope_site_id", "scope_station_id", "scope_designation", "go_live_id", "criticality", "risk",
        "method", "anchor_kind", "due_offset_days", "buffer_days", "validity_months", "retraining", "effectiveness",
    )  # fmt: skip
    return {**{name: getattr(cell, name) for name in kept}, "level": 5 - cell.level}
