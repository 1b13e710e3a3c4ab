"""What is missing or does not fit in the description of a step: blanks, conflicts of duty, gaps of duty."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curricula.processes.editing import EXCEPTION_FIELDS
from curricula.processes.models import Step, StepDuty, StepInterface
from curricula.processes.working import INTERFACE_TEXTS

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
    """One thing about a step that has to be looked at: a blank, a conflict, a gap, or a note on two people.

    `field` names the place in the editor where it is mended.
    """

    kind: str
    sentence: Any
    tone: str = "stop"
    field: str = ""

    @property
    def is_serious(self) -> bool:
        """Whether it has to be mended before the chain is published; a pair of people is only a note."""
        return self.tone == "stop"


def findings_of(step: Step) -> list[Finding]:
    """Everything, in the order in which it has to be mended. Reads prefetched duties, exceptions and places."""
    return [*blanks_of(step), *duty_findings_of(step)]


def blanks_of(step: Step) -> list[Finding]:
    """What the description does not say, in one language or in both."""
    return [
        Finding("blank", _("Not said in both languages: %(what)s.") % {"what": label}, field=field)
        for field, label in _blanks(step)
    ]


def _blanks(step: Step) -> Iterator[tuple[str, Any]]:
    """Field of the editor (the first language that lacks) and label of each blank."""
    needed = {"name": pgettext_lazy("of a step", "name"), **NEEDED_TEXTS}
    if step.is_critical:
        needed["critical_why"] = _("why it is critical")
    for stem, label in needed.items():
        lacking = [name for name in (f"{stem}_zh", f"{stem}_en") if _is_blank(step, name)]
        if lacking:
            yield lacking[0], label
    exceptions = list(step.exceptions.all())
    if not exceptions:
        yield "exceptions-0-what_zh", _("exceptions")
    lacking = [
        f"exceptions-{at}-{name}"
        for at, one in enumerate(exceptions)
        for name in EXCEPTION_FIELDS
        if _is_blank(one, name)
    ]
    if lacking:
        yield lacking[0], _("exceptions")
    interface: StepInterface | None = getattr(step, "interface", None)
    lacking = [name for name in INTERFACE_TEXTS if interface is not None and _is_blank(interface, name)]
    if lacking:
        yield f"interface_{lacking[0]}", _("interface")
    if not list(step.places.all()):
        yield "places", _("places and shifts")


def _is_blank(one: Any, name: str) -> bool:
    return not getattr(one, name).strip()


def duty_findings_of(step: Step) -> list[Finding]:
    """Conflict: one job role does and approves. Gap: a duty that nobody has. Note: two different people are meant."""
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for duty in step.duties.all():
        roles[duty.kind][duty.job_role.code] = duty.job_role.name
    return duty_findings(roles)


def duty_findings(roles: Mapping[str, Mapping[str, str]]) -> list[Finding]:
    """The same of job roles, code and name, by duty."""
    does, checks, approves = (roles.get(kind, {}) for kind in StepDuty.Kind.values)
    found = [
        Finding("conflict", _("%(role)s does and approves this step.") % {"role": does[code]}, field="does")
        for code in sorted(does.keys() & approves.keys())
    ]
    found += [
        Finding("gap", sentence, field=kind.value) for kind, sentence in DUTY_WORDS.items() if not roles.get(kind)
    ]
    for one, other, sentence in (
        (does, checks, _("%(role)s does and checks: two different people are meant.")),
        (checks, approves, _("%(role)s checks and approves: two different people are meant.")),
    ):
        found += [Finding("pair", sentence % {"role": one[code]}, "info") for code in sorted(one.keys() & other.keys())]
    return found


def counted(steps: Iterable[Step]) -> Counter[str]:
    """Findings of many steps by kind."""
    return Counter(finding.kind for step in steps for finding in findings_of(step))
