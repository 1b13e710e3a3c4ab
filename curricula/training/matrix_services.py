"""Changing the matrix: one open draft, its edits, its preview, and publishing it with a signature."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from curricula.training.assigning import drawn_up, refresh_assignments
from curricula.training.inputs import cells_in_force, cells_with_draft
from curricula.training.matrix.prerequisites import find_circle
from curricula.training.matrix.preview import Difference, difference
from curricula.training.matrix_queries import canonical_matrix
from curricula.training.models import Activity, MatrixVersion, Requirement
from curricula.training.vocabulary import MAY_CLOSE_HIGH_RISK, Risk
from lms.foundation.api import Refusal, clock, digest_of, record_change, sign
from lms.foundation.models import Meaning, Person

State = MatrixVersion.State
CELL_FIELDS = (
    "job_role_id", "activity_id", "scope_site_id", "scope_station_id", "scope_designation", "go_live_id", "level",
    "criticality", "risk", "method", "anchor_kind", "due_offset_days", "buffer_days", "validity_months", "retraining",
    "effectiveness", "form_override", "minutes_override", "old_habit_zh", "old_habit_en", "new_skill_zh", "new_skill_en",
    "business_goal_zh", "business_goal_en",
)  # fmt: skip


class MatrixRefused(Refusal):
    """The matrix was not changed; the sentence says what stands against it."""

    code = "MATRIX_REFUSED"


@dataclass(frozen=True)
class Preview:
    """What publishing the draft would do: assignments by row, people concerned, planned minutes more or less."""

    difference: Difference
    cells_changed: int
    minutes: int

    @property
    def added(self) -> int:
        """Assignments that would appear."""
        return len(self.difference.added)

    @property
    def removed(self) -> int:
        """Assignments that would vanish (their evidence stays)."""
        return len(self.difference.removed)

    @property
    def altered(self) -> int:
        """Assignments whose level, method, criticality or days would change."""
        return len(self.difference.altered)

    @property
    def people(self) -> int:
        """People concerned."""
        return len(self.difference.people)


def open_draft(actor: Person) -> MatrixVersion:
    """The one open draft; made on the version in force if there is none."""
    draft = MatrixVersion.objects.filter(state=State.DRAFT).first()
    if draft is not None:
        return draft
    in_force = MatrixVersion.objects.filter(state=State.PUBLISHED).first()
    newest = MatrixVersion.objects.order_by("-number").first()
    try:
        with transaction.atomic():
            return MatrixVersion.objects.create(
                number=newest.number + 1 if newest else 1, based_on=in_force, created_by=actor, created_at=clock.now()
            )
    except IntegrityError:  # a colleague opened it in the same moment: theirs is the one
        return MatrixVersion.objects.get(state=State.DRAFT)


def why_not_shown_by(method: str, risk: str) -> str:
    """What stands against showing by this method that a requirement of this risk is met; empty where nothing does."""
    if risk != Risk.HIGH or method in MAY_CLOSE_HIGH_RISK:
        return ""
    return _(
        "A high-risk requirement is shown by drill, practical or work output, never by an exam or by reading alone."
    )


def save_cell(
    draft: MatrixVersion,
    values: dict[str, Any],
    *,
    replaces: Requirement | None,
    actor: Person,
    reason: str,
    edit_count: int,
) -> Requirement:
    """Begin a cell in the draft, ending the one it replaces. `values` are CELL_FIELDS.

    Refuses a stale form (somebody edited since), a high-risk cell that is only read or asked about, and a twin.
    """
    too_little = why_not_shown_by(values["method"], values["risk"])
    if too_little:
        raise MatrixRefused(too_little)
    with transaction.atomic():
        _take(draft, edit_count)
        before = None
        if replaces is not None:
            before = cell_record(replaces)
            _end(replaces, draft)
        try:
            with transaction.atomic():
                cell = Requirement.objects.create(since=draft, **values)
        except IntegrityError as fault:
            raise MatrixRefused(
                _(
                    "This job role already has a requirement for this activity in this scope. Open that one and change it."
                )
            ) from fault
        record_change(
            "requirement", cell.uuid, action="change" if before else "create", actor=actor, reason=reason,
            before=before, after=cell_record(cell), subject_label=f"{cell.job_role.code} × {cell.activity.code}",
        )  # fmt: skip
    return cell


def end_cell(draft: MatrixVersion, cell: Requirement, *, actor: Person, reason: str, edit_count: int) -> None:
    """Take the cell out of the matrix with the draft; a cell begun in the same draft simply goes."""
    with transaction.atomic():
        _take(draft, edit_count)
        record_change(
            "requirement", cell.uuid, action="end", actor=actor, reason=reason, before=cell_record(cell),
            subject_label=f"{cell.job_role.code} × {cell.activity.code}",
        )  # fmt: skip
        _end(cell, draft)


def discard_draft(draft: MatrixVersion, *, actor: Person, reason: str, edit_count: int) -> None:
    """Drop the draft: what it began goes, what it ended stays in force. Twice is once.

    Refuses a published version, and a draft that somebody has changed since the page was opened.
    """
    with transaction.atomic():
        kept = MatrixVersion.objects.select_for_update(no_key=True).filter(pk=draft.pk).first()
        if kept is None:
            return  # the other click, or a colleague, has dropped it
        draft = kept
        if draft.state != State.DRAFT:
            raise MatrixRefused(_("Only a draft can be discarded. This version has been published."))
        _take(draft, edit_count)
        record_change(
            "matrix", draft.uuid, action="discard", actor=actor, reason=reason, before={"number": draft.number},
            subject_label=f"v{draft.number}",
        )  # fmt: skip
        Requirement.objects.filter(since=draft).delete()
        Requirement.objects.filter(until=draft).update(until=None)
        draft.delete()


def preview(draft: MatrixVersion) -> Preview:
    """Compare what is in force with what would be, for the activities that the draft touches."""
    touched = _touched_activities(draft)
    before, after = list(drawn_up(cells_in_force(), touched)), list(drawn_up(cells_with_draft(), touched))
    minutes = _minutes_of_cells(touched)
    more = sum(minutes[row.cell] for row in after) - sum(minutes[row.cell] for row in before)
    cells = Requirement.objects.filter(since=draft).count()
    ended = Requirement.objects.filter(until=draft).count()
    return Preview(difference(before, after), max(cells, ended), more)


def publish_matrix(draft: MatrixVersion, *, signer: Person, note: str, edit_count: int) -> MatrixVersion:
    """Put the draft in force, signed, and give everybody concerned their assignments; all in one transaction.

    The caller has just confirmed the signer's two components. Publishing twice returns the published version. Refuses an
    empty draft, a stale page, and prerequisites that run in a circle.
    """
    with transaction.atomic():
        draft = MatrixVersion.objects.select_for_update(no_key=True).get(pk=draft.pk)
        if draft.state == State.PUBLISHED:
            return draft
        if not note.strip():
            raise MatrixRefused(_("Please say why the matrix changes; the reason stands beside the version."))
        _take(draft, edit_count)
        touched = _touched_activities(draft)
        if not touched:
            raise MatrixRefused(_("The draft changes nothing yet. Change a requirement first, then publish."))
        _refuse_circles()
        MatrixVersion.objects.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
        record = canonical_matrix(cells_with_draft())
        signature = sign(
            signer, subject_kind="matrix", subject_uuid=draft.uuid, subject_version=str(draft.number), record=record,
            meaning=Meaning.PUBLISHED, note=note,
        )  # fmt: skip
        draft.state, draft.published_at, draft.change_note = State.PUBLISHED, clock.now(), note
        draft.digest, draft.signature = digest_of(record), signature
        draft.save()
        refresh_assignments(activities=touched)
    return draft


def cell_record(cell: Requirement) -> dict[str, Any]:
    """The cell as the audit trail keeps it: whoever reads it later knows codes, not ids."""
    refers = {
        "job_role": cell.job_role, "activity": cell.activity, "site": cell.scope_site, "station": cell.scope_station,
        "go_live": cell.go_live,
    }  # fmt: skip
    said = {name: getattr(cell, name) for name in CELL_FIELDS if not name.endswith("_id")}
    codes = {name: one.code if one else None for name, one in refers.items()}
    return {**codes, "designation": said.pop("scope_designation"), **said}


def _take(draft: MatrixVersion, edit_count: int) -> None:
    """Be the only editor of this state of the draft, or refuse."""
    taken = MatrixVersion.objects.filter(pk=draft.pk, state=State.DRAFT, edit_count=edit_count).update(
        edit_count=F("edit_count") + 1
    )
    if not taken:
        raise MatrixRefused(
            _(
                "Somebody has changed the draft since you opened this page. Nothing was saved; open the page again and look."
            ),
            code="STALE",
        )


def _end(cell: Requirement, draft: MatrixVersion) -> None:
    if cell.since_id == draft.pk:
        cell.delete()
    elif cell.until_id not in {None, draft.pk}:
        raise MatrixRefused(_("This requirement is no longer in force. Open the matrix again."), code="STALE")
    else:
        Requirement.objects.filter(pk=cell.pk).update(until=draft)


def _minutes_of_cells(activities: set[int]) -> dict[int, int]:
    """Planned minutes by cell: as the cell says, else as its activity does."""
    rows = Requirement.objects.filter(activity__in=activities)
    return {
        pk: own or planned
        for pk, own, planned in rows.values_list("pk", "minutes_override", "activity__planned_minutes")
    }


def _touched_activities(draft: MatrixVersion) -> set[int]:
    begun = Requirement.objects.filter(since=draft).values_list("activity_id", flat=True)
    ended = Requirement.objects.filter(until=draft).values_list("activity_id", flat=True)
    return set(begun) | set(ended)


def _refuse_circles() -> None:
    order: dict[str, set[str]] = {}
    for activity, needed in Activity.prerequisites.through.objects.values_list(
        "from_activity__code", "to_activity__code"
    ):
        order.setdefault(activity, set()).add(needed)
    circle = find_circle(order)
    if circle:
        raise MatrixRefused(
            _("The prerequisites run in a circle: %(circle)s. Nobody could ever begin; take one of them out.")
            % {"circle": " → ".join(circle)}
        )
