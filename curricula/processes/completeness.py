"""What is missing or does not fit in the description of a step: blanks, conflicts of duty, gaps of duty."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from curricula.processes.models import Step, StepDuty

# What a step must say before anybody is trained for it (requirement A29), in both languages.
NEEDED_TEXTS = {
    "key_node": _("key node"),
    "trigger": _("trigger"),
    "action": _("action"),
    "boundary_rule": _("rule of the role boundary"),
    "approval_flow": _("approval flow"),
    "old_habit": _("old habit"),
    "new_skill": _("new skill"),
}
DUTY_WORDS = {
    StepDuty.Kind.DOES: _("Nobody does this step."),
    StepDuty.Kind.CHECKS: _("Nobody checks this step."),
    StepDuty.Kind.APPROVES: _("Nobody approves this step."),
}


@dataclass(frozen=True)
class Finding:
    """One thing about a step that has to be looked at: a blank, a conflict, a gap, or a note on two people."""

    kind: str
    sentence: Any
    tone: str = "stop"


def findings_of(step: Step) -> list[Finding]:
    """Everything, in the order in which it has to be mended. Reads prefetched duties, exceptions and places."""
    return [*blanks_of(step), *duty_findings_of(step)]


def blanks_of(step: Step) -> list[Finding]:
    """What the description does not say, in one language or in both."""
    blank = [
        label
        for stem, label in NEEDED_TEXTS.items()
        if not getattr(step, f"{stem}_zh").strip() or not getattr(step, f"{stem}_en").strip()
    ]
    if not list(step.exceptions.all()):
        blank.append(_("exceptions"))
    if not list(step.places.all()):
        blank.append(_("places and shifts"))
    return [Finding("blank", _("Not said in both languages: %(what)s.") % {"what": label}) for label in blank]


def duty_findings_of(step: Step) -> list[Finding]:
    """Conflict: one job role does and approves. Gap: a duty that nobody has. Note: two different people are meant."""
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for duty in step.duties.all():
        roles[duty.kind][duty.job_role.code] = duty.job_role.name
    does, checks, approves = (roles[kind] for kind in StepDuty.Kind.values)
    found = [
        Finding("conflict", _("%(role)s does and approves this step.") % {"role": does[code]})
        for code in sorted(does.keys() & approves.keys())
    ]
    found += [Finding("gap", sentence) for kind, sentence in DUTY_WORDS.items() if not roles[kind]]
    for one, other, sentence in (
        (does, checks, _("%(role)s does and checks: two different people are meant.")),
        (checks, approves, _("%(role)s checks and approves: two different people are meant.")),
    ):
        found += [Finding("pair", sentence % {"role": one[code]}, "info") for code in sorted(one.keys() & other.keys())]
    return found


def counted(steps: Iterable[Step]) -> Counter[str]:
    """Findings of many steps by kind."""
    return Counter(finding.kind for step in steps for finding in findings_of(step))
