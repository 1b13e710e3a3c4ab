"""Publishing a chain: whole, without a blank, a conflict or a gap, under a signature. A version never changes again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from curricula.edited import CHAIN, identity_of
from curricula.processes.comparing import Difference, differences
from curricula.processes.completeness import Finding, findings_of
from curricula.processes.content import Record, chain_record, whole_steps
from curricula.processes.models import Chain, ChainVersion, Step
from lms.foundation.api import Refusal, digest_of, record_change, sign, take_the_chain
from lms.foundation.models import Meaning, Person


class ChainRefused(Refusal):
    """Nothing was published; the sentence says what stands against it."""

    code = "CHAIN_REFUSED"


@dataclass(frozen=True)
class Remark:
    """A finding at the step it was made on."""

    step: Step
    finding: Finding


@dataclass(frozen=True)
class Standing:
    """A chain as it is described now, beside its newest version (None: it has not been published yet)."""

    chain: Chain
    steps: list[Step]
    newest: ChainVersion | None

    @cached_property
    def record(self) -> Record:
        """What would be published now."""
        return chain_record(self.chain, self.steps)

    @cached_property
    def digest(self) -> str:
        """The digest of what would be published now."""
        return digest_of(self.record)

    @property
    def number(self) -> int:
        """The number of the newest version; nought where there is none."""
        return self.newest.number if self.newest else 0

    @property
    def is_changed(self) -> bool:
        """Whether a version is published and the description says something else now."""
        return self.newest is not None and self.newest.digest != self.digest

    @property
    def is_as_published(self) -> bool:
        """Whether the description is the newest version to the letter."""
        return self.newest is not None and self.newest.digest == self.digest

    @cached_property
    def differences(self) -> list[Difference]:
        """Step by step, what publishing would change for those who read."""
        if self.is_as_published:
            return []
        return differences(self.newest.content if self.newest else None, self.record)

    @cached_property
    def hindrances(self) -> list[Remark]:
        """What refuses publishing: every blank, conflict and gap."""
        return [one for one in self._remarks if one.finding.is_serious]

    @cached_property
    def notes(self) -> list[Remark]:
        """What is only pointed out: a job role in two duties that two people share out."""
        return [one for one in self._remarks if not one.finding.is_serious]

    @cached_property
    def _remarks(self) -> list[Remark]:
        return [Remark(step, finding) for step in self.steps for finding in findings_of(step)]


def newest_versions() -> QuerySet[ChainVersion]:
    """The newest version of each chain that has one."""
    later = ChainVersion.objects.filter(chain=OuterRef("chain"), number__gt=OuterRef("number"))
    return ChainVersion.objects.filter(~Exists(later)).select_related("published_by", "signature")


def standings_of(chains: Iterable[Chain]) -> list[Standing]:
    """How each chain stands: seven queries, whatever the number of chains and steps."""
    listed = list(chains)
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in whole_steps().filter(chain__in=listed):
        steps[step.chain_id].append(step)
    versions = {version.chain_id: version for version in newest_versions().filter(chain__in=listed)}
    return [Standing(chain, steps[chain.pk], versions.get(chain.pk)) for chain in listed]


def publish_chain(chain: Chain, *, signer: Person, reason: str, opened: str, based_on: int) -> ChainVersion:
    """Make the next version of the chain from what its steps say now, signed, with its entry; all in one transaction.

    The caller has just confirmed the signer's two components; `opened` is the digest the signer saw, `based_on` the number
    of the newest version then (0: none). A second click gives the version of the first. Refuses a blank reason, a chain
    that was changed or published meanwhile, one that says nothing new or has no step, and every blank, conflict and gap.
    """
    if not reason.strip():
        raise ChainRefused(_("Please say what changed and why. It stands beside the version and in the audit trail."))
    with transaction.atomic():
        # Whoever describes a step writes an entry under the same lock: what is read now stands until the end.
        take_the_chain()
        (standing,) = standings_of([chain])
        newest = standing.newest
        if newest is not None and newest.number != based_on:
            if (newest.number, newest.digest, newest.published_by_id) == (based_on + 1, opened, signer.pk):
                return newest
            raise ChainRefused(
                _("Meanwhile version %(number)s was published by %(name)s. Open the page again and compare.")
                % {"number": newest.number, "name": newest.published_by.name}
            )
        _check(standing, opened)
        return _append(standing, signer, reason.strip())


def _check(standing: Standing, opened: str) -> None:
    """Refuse what may not be published as it stands."""
    if standing.digest != opened:
        raise ChainRefused(
            _("Meanwhile somebody has changed a step of this chain. Look at what differs now, then sign again.")
        )
    if standing.is_as_published:
        raise ChainRefused(_("Nothing has changed since version %(number)s.") % {"number": standing.number})
    if not standing.steps:
        raise ChainRefused(_("A chain without steps cannot be published."))
    if standing.hindrances:
        listed = gettext("; ").join(
            gettext("{}: {}").format(one.step.code, one.finding.sentence) for one in standing.hindrances
        )
        raise ChainRefused(_("Not published. To be mended first: %(what)s") % {"what": listed})


def _append(standing: Standing, signer: Person, reason: str) -> ChainVersion:
    chain, number, identity = standing.chain, standing.number + 1, identity_of(CHAIN, standing.chain.code)
    signature = sign(
        signer, subject_kind=CHAIN, subject_uuid=identity, subject_version=str(number), record=standing.record,
        meaning=Meaning.PUBLISHED, note=reason,
    )  # fmt: skip
    version = ChainVersion.objects.create(
        chain=chain, number=number, content=standing.record, digest=standing.digest, published_at=signature.at,
        published_by=signer, reason=reason, signature=signature,
    )  # fmt: skip
    changed = [one.code for one in standing.differences if one.is_step]
    record_change(
        CHAIN, identity, action="publish", actor=signer, reason=reason, subject_label=str(chain),
        before={"version": standing.number, "digest": standing.newest.digest} if standing.newest else None,
        after={"version": number, "digest": version.digest, "steps": changed},
    )  # fmt: skip
    return version
