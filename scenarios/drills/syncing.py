"""Taking the catalogue's files into the tables: every drill, and a new version of each built one whose text is new."""

from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.models import Chain, JobRole, Step
from lms.foundation.api import Refusal, clock, is_chinese
from scenarios.datasets.api import dataset_by_ref
from scenarios.drills.models import Scenario, ScenarioVersion
from scenarios.drills.proofs import is_proved, proof_of
from scenarios.grading.api import CatalogueEntry, check_contract, load_catalogue, load_scenario, reader_of
from scenarios.sandbox.dataset_store import keep_dataset

CATALOGUE = Path(__file__).resolve().parents[1] / "catalogue"


class DrillFilesRefused(Refusal):
    """A file of the catalogue is wrong, or a drill judges its own recorded paths wrongly; nothing was taken."""

    code = "DRILL_FILES_REFUSED"


class VersionTaken(Refusal):
    """The text of a drill has changed while its version number has not: attempts are bound to what was published."""

    code = "VERSION_TAKEN"


def sync_scenarios(folder: Path = CATALOGUE) -> int:
    """Take the catalogue in; all or nothing. Running it again changes nothing. Returns the number of drills.

    Refuses (DrillFilesRefused) any mistake in the files and any path that does not hold, and (VersionTaken) a changed text
    under a published version number.
    """
    entries, problems = load_catalogue((folder / "index.yaml").read_text("utf-8"), file="index.yaml")
    if problems:
        raise DrillFilesRefused("\n".join(problem.say(_language()) for problem in problems))
    with transaction.atomic():
        chains = {row.code: row for row in Chain.objects.all()}
        for entry in entries:
            scenario = _catalogued(entry, chains)
            if entry.is_built:
                _publish(scenario, entry, folder)
    return len(entries)


def _catalogued(entry: CatalogueEntry, chains: Mapping[str, Chain]) -> Scenario:
    fields = {
        "title_zh": entry.title.zh,
        "title_en": entry.title.en,
        "summary_zh": entry.summary.zh,
        "summary_en": entry.summary.en,
        "chain": chains.get(entry.chain),
        "difficulty": entry.difficulty,
        "minutes": entry.minutes,
        "is_first_release": entry.first_release,
        "status": Scenario.Status.BUILT if entry.is_built else Scenario.Status.PLANNED,
    }
    scenario, _made = Scenario.objects.update_or_create(code=entry.id, defaults=fields)
    scenario.steps.set(Step.objects.filter(code__in=entry.steps))
    scenario.job_roles.set(JobRole.objects.filter(code__in=entry.roles))
    return scenario


def _publish(scenario: Scenario, entry: CatalogueEntry, folder: Path) -> None:
    source = (folder / entry.file).read_text("utf-8")
    loaded = load_scenario(source, file=entry.file)
    if loaded.scenario is None:
        raise DrillFilesRefused("\n".join(problem.say(_language()) for problem in loaded.problems))
    digest = ScenarioVersion.digest_of(source)
    known = ScenarioVersion.objects.filter(scenario=scenario, version=loaded.scenario.version).first()
    if known is not None:
        if known.digest != digest:
            sentence = _(
                "%(drill)s has changed, but its version is still %(version)s. Give the new text a new version number."
            )
            raise VersionTaken(sentence % {"drill": entry.id, "version": known.version})
        return
    dataset = dataset_by_ref(loaded.scenario.dataset)
    if dataset is None:
        raise DrillFilesRefused(_("There is no dataset %(dataset)s.") % {"dataset": loaded.scenario.dataset})
    named = (*loaded.scenario.solutions, *(wrong.file for wrong in loaded.scenario.wrong))
    paths = {file: (folder / file).read_text("utf-8") for file in named if (folder / file).exists()}
    if not is_proved(folder, entry.id, proof_of(source, paths, dataset.ref)):
        reports = check_contract(loaded.scenario, dataset, reader_of(paths))
        failing = [f"{row.file}: {text.say(_language())}" for row in reports for text in row.complaints]
        if failing:
            raise DrillFilesRefused("\n".join(failing))
    keep_dataset(dataset)
    ScenarioVersion.objects.create(
        scenario=scenario,
        version=loaded.scenario.version,
        source=source,
        digest=digest,
        dataset_ref=dataset.ref,
        paths=paths,
        published_at=clock.now(),
    )


def _language() -> str:
    return "zh" if is_chinese() else "en"
