"""Writing a drill: from a play-through or a file to a draft, from a draft whose contract holds to a published version."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from curricula.models import Chain, JobRole, Step
from lms.foundation.api import Refusal, clock, is_chinese, record_change
from scenarios.authoring.document import Tree, parsed, written
from scenarios.authoring.drafting import SOLUTION, draft_of, play
from scenarios.authoring.models import ScenarioDraft
from scenarios.authoring.placeholders import unwritten_texts
from scenarios.authoring.recording import record_path
from scenarios.authoring.workbench import CODE as WORKBENCH
from scenarios.authoring.workbench import TITLE, VERSION, with_placeholders, workbench_text
from scenarios.drills.models import Scenario, ScenarioVersion
from scenarios.drills.starting import draw_seed
from scenarios.engine.api import Dataset
from scenarios.grading.api import (
    Bundle,
    PathReport,
    check_contract,
    load_scenario,
    read_bundle,
    reader_of,
    write_bundle,
)
from scenarios.sandbox.dataset_store import find_dataset, keep_dataset
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.services import start_attempt

CODE_FORM = re.compile(r"[A-Z][A-Z0-9]{1,3}-\d{2}")
COMPANY = "yuanfan-m"


class DraftRefused(Refusal):
    """The draft cannot be made, changed or published as asked; the sentence says why."""

    code = "DRAFT_REFUSED"


@dataclass(frozen=True)
class Checked:
    """What stands between a draft and its publication: problems of the text, of the contract, and texts to be written."""

    problems: tuple[str, ...]
    reports: tuple[PathReport, ...]
    unwritten: tuple[str, ...] = ()

    @property
    def contract_holds(self) -> bool:
        """Whether every way is judged as it should be."""
        return not self.problems and bool(self.reports) and all(report.holds for report in self.reports)

    @property
    def holds(self) -> bool:
        """Whether it may be published."""
        return self.contract_holds and not self.unwritten


def open_workbench(person: Any, *, token: UUID) -> Attempt:
    """Begin a free play in the whole company; called twice with one token, it begins once."""
    company = _company(COMPANY)
    source = workbench_text(company)
    with transaction.atomic():
        scenario, _made = Scenario.objects.get_or_create(
            code=WORKBENCH,
            defaults={
                "title_zh": TITLE["zh"],
                "title_en": TITLE["en"],
                "difficulty": 1,
                "minutes": 60,
                "status": Scenario.Status.DRAFT,
            },
        )
        scenario = _held(scenario)
        digest = ScenarioVersion.digest_of(source)
        version = scenario.versions.filter(digest=digest, dataset_ref=company.ref).first()
        if version is None:
            keep_dataset(company)
            count = scenario.versions.count()
            version = _trial(scenario, source, company, version=f"{VERSION.rsplit('.', 1)[0]}.{count}", paths={})
    return start_attempt(person, version, mode=Attempt.Mode.PRACTICE, seed=0, token=token)


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
        _company(attempt.version.dataset_ref),
        code=code,
        title=title,
        cut=cut,
        answers=_answers_of(attempt),
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
            raise DraftRefused(_("This draft is closed; nothing in it can be changed any more."))
        if fresh.edit_count != edit_count:
            raise DraftRefused(
                _(
                    "Not saved: somebody changed this draft since you opened it. Look at it as it is now, then save again."
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


def start_trial(person: Any, draft: ScenarioDraft, *, token: UUID) -> Attempt:
    """Play the draft as it stands: a trial that proves nothing, and from which a wrong way can be recorded."""
    company = _company(parsed(draft.text)["dataset"])
    source = written(with_placeholders(parsed(draft.text)))
    loaded = load_scenario(source, file=draft.code)
    if loaded.scenario is None:
        raise DraftRefused(" ".join(problem.say(_language()) for problem in loaded.problems[:3]))
    with transaction.atomic():
        keep_dataset(company)
        scenario = _held(_scenario_row(draft, loaded.scenario.title.zh, loaded.scenario.title.en))
        begun = Attempt.objects.filter(person=person, token=token).first()
        if begun is not None:
            return begun
        name = f"0.{scenario.versions.filter(is_trial=True).count() + 1}.0"
        version = _trial(scenario, source, company, version=name, paths=dict(draft.paths))
        return start_attempt(person, version, mode=Attempt.Mode.PRACTICE, seed=draw_seed(), token=token)


def add_path(
    draft: ScenarioDraft, attempt: Attempt, *, title: Mapping[str, str], is_solution: bool, edit_count: int
) -> ScenarioDraft:
    """Record a trial of this draft as one more way; a wrong one is expected to fail as it fails now."""
    opening = opening_of(attempt)
    entries = state_of(attempt).journal[opening.first_seq - 1 :]
    way = written(record_path(opening, entries, code=draft.code, title=title, answers=_answers_of(attempt)))

    def change(tree: Tree, paths: dict[str, str]) -> tuple[Tree, dict[str, str]]:
        stem = "solution" if is_solution else "wrong"
        name = next(f"{stem}-{number}" for number in range(1, 100) if f"{stem}-{number}" not in paths)
        paths[name] = way
        if is_solution:
            return {**tree, "solutions": [*tree.get("solutions", []), name]}, paths
        return {**tree, "wrong": [*tree.get("wrong", []), {"file": name, "expect": _expect(tree, way)}]}, paths

    return change_draft(draft, change, edit_count=edit_count)


def renew_expectations(draft: ScenarioDraft, *, edit_count: int) -> ScenarioDraft:
    """Let each wrong way be expected to fail as it fails under the present rules."""

    def change(tree: Tree, paths: dict[str, str]) -> tuple[Tree, dict[str, str]]:
        wrong = [{**row, "expect": _expect(tree, paths[row["file"]])} for row in tree.get("wrong", [])]
        return {**tree, "wrong": wrong}, paths

    return change_draft(draft, change, edit_count=edit_count)


def _expect(tree: Tree, way: str) -> Tree:
    _, played = play(tree, way, _company(tree["dataset"]), seed=0)
    hard = set((tree.get("refusals") or {}).get("hard") or {})
    refused = list(dict.fromkeys(row.code for row in played.grade.refusals if row.code in hard))
    expect: Tree = {"fails": list(played.grade.unmet), "critical": list(played.grade.critical_failures)}
    rates = list(played.grade.short_rates)
    return expect | ({"refused": refused} if refused else {}) | ({"rates": rates} if rates else {})


def check_draft(draft: ScenarioDraft) -> Checked:
    """Read the text strictly, look for placeholders nobody has written over, and play every path with every set of numbers."""
    text, file = write_bundle(draft.text, draft.paths), f"{draft.code}.yaml"
    bundle = read_bundle(text, file=file)
    unwritten = tuple(problem.say(_language()) for problem in unwritten_texts(text, file=file))
    if bundle.scenario is None:
        return Checked(tuple(problem.say(_language()) for problem in bundle.problems), (), unwritten)
    reports = check_contract(bundle.scenario, _company(bundle.scenario.dataset), reader_of(bundle.paths))
    return Checked((), reports, unwritten)


def publish_draft(draft: ScenarioDraft, *, actor: Any, reason: str, edit_count: int) -> ScenarioVersion:
    """Make the draft a version that learners play. Refuses (DraftRefused) unless its contract holds, its texts are written
    and the version is new.

    One transaction; the audit trail names who and why. Called twice, the second call finds a closed draft and refuses.
    """
    checked = check_draft(draft)
    if checked.contract_holds and checked.unwritten:
        raise DraftRefused(
            _("Not published: a text of the drill is still to be written. %(where)s")
            % {"where": " ".join(checked.unwritten)}
        )
    if not checked.holds:
        raise DraftRefused(_("The contract does not hold yet. Mend what the check names, then publish."))
    with transaction.atomic():
        fresh = ScenarioDraft.objects.select_for_update(no_key=True).get(pk=draft.pk)
        if not fresh.is_open or fresh.edit_count != edit_count:
            raise DraftRefused(_("Not published: the draft has changed since you checked it. Check it again."))
        loaded = load_scenario(fresh.text, file=fresh.code).scenario
        assert loaded is not None  # the check has read the same text
        company = _company(loaded.dataset)
        keep_dataset(company)
        scenario = _held(_scenario_row(fresh, loaded.title.zh, loaded.title.en))
        if scenario.versions.filter(version=loaded.version).exists():
            sentence = _("Version %(version)s of %(code)s exists. Give the new text a higher version number.")
            raise DraftRefused(sentence % {"version": loaded.version, "code": fresh.code})
        _catalogued(scenario, loaded.tags, loaded.time.target_minutes)
        version = ScenarioVersion.objects.create(
            scenario=scenario,
            version=loaded.version,
            source=fresh.text,
            digest=ScenarioVersion.digest_of(fresh.text),
            dataset_ref=company.ref,
            paths=fresh.paths,
            published_at=clock.now(),
        )
        fresh.status = ScenarioDraft.Status.PUBLISHED
        fresh.save(update_fields=["status"])
        record_change(
            "drill version",
            fresh.uuid,
            action="publish",
            reason=reason,
            after={"drill": fresh.code, "version": version.version, "digest": version.digest},
            actor=actor,
            subject_label=f"{fresh.code} {version.version}",
        )
    return version


def drop_draft(draft: ScenarioDraft, *, actor: Any, reason: str) -> None:
    """Close a draft without publishing it; its text stays readable."""
    with transaction.atomic():
        closed = ScenarioDraft.objects.filter(pk=draft.pk, status=ScenarioDraft.Status.OPEN)
        if closed.update(status=ScenarioDraft.Status.DROPPED, updated_at=clock.now()):
            record_change(
                "drill draft", draft.uuid, action="drop", reason=reason, actor=actor, subject_label=draft.code
            )


def _catalogued(scenario: Scenario, tags: Any, minutes: int) -> None:
    scenario.status = Scenario.Status.BUILT
    scenario.chain = Chain.objects.filter(code=tags.chain).first()
    scenario.difficulty = tags.difficulty
    scenario.minutes = minutes
    scenario.save()
    scenario.steps.set(Step.objects.filter(code__in=tags.steps))
    scenario.job_roles.set(JobRole.objects.filter(code__in=tags.roles))


def _scenario_row(draft: ScenarioDraft, zh: str, en: str) -> Scenario:
    defaults = {
        "title_zh": zh,
        "title_en": en,
        "difficulty": 1,
        "minutes": 30,
        "status": Scenario.Status.DRAFT,
    }
    return Scenario.objects.get_or_create(code=draft.code, defaults=defaults)[0]


def _held(scenario: Scenario) -> Scenario:
    """The drill, held to the end of the transaction: its versions are counted and made one at a time."""
    return Scenario.objects.select_for_update(no_key=True).get(pk=scenario.pk)


def _trial(
    scenario: Scenario, source: str, company: Dataset, *, version: str, paths: Mapping[str, str]
) -> ScenarioVersion:
    return ScenarioVersion.objects.create(
        scenario=scenario,
        version=version,
        source=source,
        digest=ScenarioVersion.digest_of(source),
        dataset_ref=company.ref,
        paths=dict(paths),
        is_trial=True,
        published_at=clock.now(),
    )


def _company(ref: str) -> Dataset:
    found = find_dataset(ref)
    if found is None:
        raise DraftRefused(_("There is no dataset %(dataset)s.") % {"dataset": ref})
    return found


def _answers_of(attempt: Attempt) -> Tree:
    grade = getattr(attempt, "grade", None)
    return dict(grade.content["answers"]) if grade is not None else {}


def _language() -> str:
    return "zh" if is_chinese() else "en"
