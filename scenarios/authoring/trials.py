"""Trials: a draft, or the whole company, played by its author; a wrong way is recorded from one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from lms.foundation.api import is_chinese
from scenarios.authoring.document import Tree, parsed, written
from scenarios.authoring.drafting import play
from scenarios.authoring.drafts import change_draft
from scenarios.authoring.drill_rows import answers_of, company_of, drill_row, held, trial_version
from scenarios.authoring.models import ScenarioDraft
from scenarios.authoring.recording import record_path
from scenarios.authoring.refusal import DraftRefused
from scenarios.authoring.workbench import CODE as WORKBENCH
from scenarios.authoring.workbench import TITLE, VERSION, with_placeholders, workbench_text
from scenarios.drills.models import Scenario, ScenarioVersion
from scenarios.drills.starting import draw_seed
from scenarios.grading.api import load_scenario
from scenarios.sandbox.dataset_store import keep_dataset
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.services import start_attempt

COMPANY = "yuanfan-m"


def open_workbench(person: Any, *, token: UUID) -> Attempt:
    """Begin a free play in the whole company; called twice with one token, it begins once."""
    company = company_of(COMPANY)
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
        scenario = held(scenario)
        digest = ScenarioVersion.digest_of(source)
        version = scenario.versions.filter(digest=digest, dataset_ref=company.ref).first()
        if version is None:
            keep_dataset(company)
            count = scenario.versions.count()
            version = trial_version(scenario, source, company, version=f"{VERSION.rsplit('.', 1)[0]}.{count}", paths={})
    return start_attempt(person, version, mode=Attempt.Mode.PRACTICE, seed=0, token=token)


def start_trial(person: Any, draft: ScenarioDraft, *, token: UUID) -> Attempt:
    """Play the draft as it stands: a trial that proves nothing, and from which a wrong way can be recorded."""
    company = company_of(parsed(draft.text)["dataset"])
    source = written(with_placeholders(parsed(draft.text)))
    loaded = load_scenario(source, file=draft.code)
    if loaded.scenario is None:
        raise DraftRefused(" ".join(problem.say("zh" if is_chinese() else "en") for problem in loaded.problems[:3]))
    with transaction.atomic():
        keep_dataset(company)
        scenario = held(drill_row(draft, loaded.scenario.title.zh, loaded.scenario.title.en))
        begun = Attempt.objects.filter(person=person, token=token).first()
        if begun is not None:
            return begun
        name = f"0.{scenario.versions.filter(is_trial=True).count() + 1}.0"
        version = trial_version(scenario, source, company, version=name, paths=dict(draft.paths))
        return start_attempt(person, version, mode=Attempt.Mode.PRACTICE, seed=draw_seed(), token=token)


def add_path(
    draft: ScenarioDraft, attempt: Attempt, *, title: Mapping[str, str], is_solution: bool, edit_count: int
) -> ScenarioDraft:
    """Record a trial of this draft as one more way; a wrong one is expected to fail as it fails now."""
    opening = opening_of(attempt)
    entries = state_of(attempt).journal[opening.first_seq - 1 :]
    way = written(record_path(opening, entries, code=draft.code, title=title, answers=answers_of(attempt)))

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
    _, played = play(tree, way, company_of(tree["dataset"]), seed=0)
    hard = set((tree.get("refusals") or {}).get("hard") or {})
    refused = list(dict.fromkeys(row.code for row in played.grade.refusals if row.code in hard))
    expect: Tree = {"fails": list(played.grade.unmet), "critical": list(played.grade.critical_failures)}
    rates = list(played.grade.short_rates)
    return expect | ({"refused": refused} if refused else {}) | ({"rates": rates} if rates else {})
