"""Drafts: begun from a play-through or a file, changed by one person at a time, dropped."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lms.foundation.api import clock, record_change
from scenarios.authoring.document import Tree, parsed, written
from scenarios.authoring.drafting import SOLUTION, draft_of
from scenarios.authoring.drill_rows import answers_of, company_of
from scenarios.authoring.models import ScenarioDraft
from scenarios.authoring.placeholders import unwritten_texts
from scenarios.authoring.refusal import DraftRefused
from scenarios.authoring.workbench import CODE as WORKBENCH
from scenarios.grading.api import Bundle, read_bundle
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt

CODE_FORM = re.compile(r"[A-Z][A-Z0-9]{1,3}-\d{2}")


def draft_from_attempt(
    person: Any, attempt: Attempt, *, code: str, title: Mapping[str, str], cut: int
) -> ScenarioDraft:
    """Make a draft of one's own play-through; rows up to `cut` set the scene, those after it are the solution.

    Refuses (DraftRefused) a code that is not like P2P-07, one with an open draft, and a play in which nothing was done
    after the cut.
    """
    opening = opening_of(attempt)
    entries = state_of(attempt).journal[opening.first_seq - 1 :]
    if not any(entry.seq > cut and entry.command.seat in opening.scenario.seat_ids for entry in entries):
        raise DraftRefused(_("Nothing was done after that step: there is no way yet that a learner could follow."))
    _require_code(code)
    recorded = draft_of(
        attempt.version.source,
        opening,
        entries,
        company_of(attempt.version.dataset_ref),
        code=code,
        title=title,
        cut=cut,
        answers=answers_of(attempt),
    )
    return _begin(person, code, recorded.text, {SOLUTION: recorded.path}, attempt)


def import_draft(person: Any, text: str, *, file: str) -> tuple[ScenarioDraft | None, Bundle]:
    """Take a drill's file in as a draft; with problems nothing is made, and all of them are returned.

    A placeholder that nobody has written over is a problem too: what comes from elsewhere is meant to be whole.
    """
    bundle = read_bundle(text, file=file)
    unwritten = unwritten_texts(text, file=file)
    if unwritten:
        found = sorted((*bundle.problems, *unwritten), key=lambda problem: (problem.line, problem.field))
        bundle = replace(bundle, scenario=None, problems=tuple(found))
    if bundle.scenario is None:
        return None, bundle
    _require_code(bundle.scenario.id)
    return _begin(person, bundle.scenario.id, bundle.source, dict(bundle.paths), None), bundle


def _require_code(code: str) -> None:
    if not CODE_FORM.fullmatch(code) or code == WORKBENCH:
        raise DraftRefused(_("A drill's code looks like P2P-07: an area, a hyphen, two digits."))
    if ScenarioDraft.objects.filter(code=code, status=ScenarioDraft.Status.OPEN).exists():
        raise _being_written(code)


def _being_written(code: str) -> DraftRefused:
    return DraftRefused(
        _("%(code)s is being written already. Go on with that draft, or drop it first.") % {"code": code}
    )


def _begin(person: Any, code: str, text: str, paths: dict[str, str], attempt: Attempt | None) -> ScenarioDraft:
    now = clock.now()
    try:
        with transaction.atomic():
            return ScenarioDraft.objects.create(
                code=code, text=text, paths=paths, author=person, base_attempt=attempt, created_at=now, updated_at=now
            )
    except IntegrityError as collision:  # the other click, or a colleague, has begun it in the same moment
        raise _being_written(code) from collision


def change_draft(
    draft: ScenarioDraft,
    change: Callable[[Tree, dict[str, str]], tuple[Tree, dict[str, str]]],
    *,
    edit_count: int,
) -> ScenarioDraft:
    """Apply a change to text and paths; refuses (DraftRefused) when somebody else has changed the draft meanwhile."""
    with transaction.atomic():
        fresh = ScenarioDraft.objects.select_for_update(no_key=True).get(pk=draft.pk)
        if not fresh.is_open:
            raise DraftRefused(_("This draft is closed; nothing in it can be changed any longer."))
        if fresh.edit_count != edit_count:
            raise DraftRefused(
                _(
                    "Not saved: somebody has changed this draft since you opened it. Look at it as it is now, then save again."
                )
            )
        tree, paths = change(parsed(fresh.text), dict(fresh.paths))
        fresh.text, fresh.paths = written(tree), paths
        fresh.edit_count += 1
        fresh.updated_at = clock.now()
        fresh.save(update_fields=["text", "paths", "edit_count", "updated_at"])
    return fresh


def replace_text(draft: ScenarioDraft, text: str, *, edit_count: int) -> Bundle:
    """Put a whole file in the place of the draft; with problems nothing changes, and all of them are returned."""
    bundle = read_bundle(text, file=f"{draft.code}.yaml")
    own = [problem for problem in bundle.problems if not problem.field.startswith("wrong")]
    if own:
        return bundle
    change_draft(draft, lambda _tree, _paths: (parsed(bundle.source), dict(bundle.paths)), edit_count=edit_count)
    return bundle


def drop_draft(draft: ScenarioDraft, *, actor: Any, reason: str) -> None:
    """Close a draft without publishing it; its text stays readable."""
    with transaction.atomic():
        closed = ScenarioDraft.objects.filter(pk=draft.pk, status=ScenarioDraft.Status.OPEN)
        if closed.update(status=ScenarioDraft.Status.DROPPED, updated_at=clock.now()):
            record_change(
                "drill draft", draft.uuid, action="drop", reason=reason, actor=actor, subject_label=draft.code
            )
