"""The rows behind a draft: its company, its drill, the version that a trial plays."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from lms.foundation.api import clock
from scenarios.authoring.document import Tree
from scenarios.authoring.models import ScenarioDraft
from scenarios.authoring.refusal import DraftRefused
from scenarios.drills.models import Scenario, ScenarioVersion
from scenarios.engine.api import Dataset
from scenarios.sandbox.dataset_store import find_dataset
from scenarios.sandbox.models import Attempt


def company_of(ref: str) -> Dataset:
    """The company that a draft names; refuses (DraftRefused) one that nobody makes or keeps."""
    found = find_dataset(ref)
    if found is None:
        raise DraftRefused(_("There is no dataset %(dataset)s.") % {"dataset": ref})
    return found


def drill_row(draft: ScenarioDraft, zh: str, en: str) -> Scenario:
    """The drill of a draft, made as one being written where there is none."""
    defaults = {
        "title_zh": zh,
        "title_en": en,
        "difficulty": 1,
        "minutes": 30,
        "status": Scenario.Status.DRAFT,
    }
    return Scenario.objects.get_or_create(code=draft.code, defaults=defaults)[0]


def held(scenario: Scenario) -> Scenario:
    """The drill, held to the end of the transaction: its versions are counted and made one at a time."""
    return Scenario.objects.select_for_update(no_key=True).get(pk=scenario.pk)


def trial_version(
    scenario: Scenario, source: str, company: Dataset, *, version: str, paths: Mapping[str, str]
) -> ScenarioVersion:
    """A version that only its author plays, and that proves nothing."""
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


def answers_of(attempt: Attempt) -> Tree:
    """The answers that were handed in with an attempt; none before its grade."""
    grade = getattr(attempt, "grade", None)
    return dict(grade.content["answers"]) if grade is not None else {}
