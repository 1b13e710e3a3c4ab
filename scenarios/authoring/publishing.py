"""Publishing: what stands between a draft and the version that learners play, and the version itself."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.models import Chain, JobRole, Step
from lms.foundation.api import clock, is_chinese, record_change
from scenarios.authoring.drill_rows import company_of, drill_row, held
from scenarios.authoring.models import ScenarioDraft
from scenarios.authoring.placeholders import unwritten_texts
from scenarios.authoring.refusal import DraftRefused
from scenarios.drills.models import Scenario, ScenarioVersion
from scenarios.grading.api import PathReport, check_contract, load_scenario, read_bundle, reader_of, write_bundle
from scenarios.sandbox.dataset_store import keep_dataset


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


def check_draft(draft: ScenarioDraft) -> Checked:
    """Read the text strictly, look for placeholders nobody has written over, and play every path with every set of numbers."""
    text, file = write_bundle(draft.text, draft.paths), f"{draft.code}.yaml"
    bundle = read_bundle(text, file=file)
    unwritten = tuple(problem.say(_language()) for problem in unwritten_texts(text, file=file))
    if bundle.scenario is None:
        return Checked(tuple(problem.say(_language()) for problem in bundle.problems), (), unwritten)
    reports = check_contract(bundle.scenario, company_of(bundle.scenario.dataset), reader_of(bundle.paths))
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
        company = company_of(loaded.dataset)
        keep_dataset(company)
        scenario = held(drill_row(fresh, loaded.title.zh, loaded.title.en))
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


def _catalogued(scenario: Scenario, tags: Any, minutes: int) -> None:
    scenario.status = Scenario.Status.BUILT
    scenario.chain = Chain.objects.filter(code=tags.chain).first()
    scenario.difficulty = tags.difficulty
    scenario.minutes = minutes
    scenario.save()
    scenario.steps.set(Step.objects.filter(code__in=tags.steps))
    scenario.job_roles.set(JobRole.objects.filter(code__in=tags.roles))


def _language() -> str:
    return "zh" if is_chinese() else "en"
