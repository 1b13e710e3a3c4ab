"""Taking the processes and the business goals from a content pack."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.edited import INDICATOR, STEP, edited_in_pages, identity_of
from curricula.organisation.content_files import by_code, in_both, read_yaml
from curricula.organisation.models import JobRole, Shift, Site
from curricula.processes.editing import PLAN_FIELDS
from curricula.processes.models import (
    BusinessObject,
    Chain,
    Goal,
    GoalIndicator,
    OutsideSystem,
    Step,
    StepDuty,
    StepException,
    StepInterface,
    StepPlace,
)
from lms.foundation.api import Refusal

# The pack writes units as symbols; on the page they are words.
UNITS = {
    "d": {"zh": "天", "en": "days"},
    "min": {"zh": "分钟", "en": "minutes"},
    "/10k": {"zh": "次/万次", "en": "per 10,000"},
}
STEP_TEXTS = ("name", "key_node", "trigger", "action", "approval_flow", "old_habit", "new_skill")


class ProcessesRefused(Refusal):
    """The file was not taken; the sentence lists every blank and every conflict of duty."""

    code = "PROCESSES_REFUSED"


def load_processes(folder: Path) -> int:
    """Make or renew chains (`ids.yaml`) and steps (`processes.yaml`) with all their parts. Returns the steps.

    Refuses the whole file where a step leaves something blank or a job role both does and approves it, naming all. A step
    that was edited in its page stays as edited: its texts, exceptions, duties, places and interface.
    """
    ids, pack = read_yaml(folder, "ids.yaml"), read_yaml(folder, "processes.yaml")
    faults = [fault for row in pack["steps"] for fault in faults_of(row)]
    if faults:
        raise ProcessesRefused(_("The processes were not loaded. %(faults)s") % {"faults": "; ".join(faults)})
    with transaction.atomic():
        for position, (code, name) in enumerate(ids["chains"].items()):
            Chain.objects.update_or_create(code=code, defaults={**in_both("name", name), "position": position})
        for row in pack["objects"]:
            BusinessObject.objects.update_or_create(code=row["id"], defaults=in_both("name", row["name"]))
        for row in pack["systems"]:
            OutsideSystem.objects.update_or_create(code=row["id"], defaults=in_both("name", row["name"]))
        chains = by_code(Chain)
        edited = edited_in_pages(STEP)
        kept = {step.code: step for step in Step.objects.all() if identity_of(STEP, step.code) in edited}
        steps = {
            row["id"]: kept.get(row["id"])
            or Step.objects.update_or_create(code=row["id"], defaults=_step(row, chains, position))[0]
            for position, row in enumerate(pack["steps"])
        }
        _links(pack["steps"], steps)
        _parts(pack["steps"], steps, kept)
    return len(steps)


def load_goals(folder: Path) -> int:
    """Make or renew the goals and their indicators (`goals.yaml`); a plan edited in its page stays. Returns the goals."""
    goals = read_yaml(folder, "goals.yaml")["goals"]
    with transaction.atomic():
        edited = edited_in_pages(INDICATOR)
        for position, row in enumerate(goals):
            goal, _made = Goal.objects.update_or_create(
                code=row["id"],
                defaults={
                    **in_both("name", row["name"]),
                    **in_both("why", row["why"]),
                    "is_acknowledged_by_signature": row["acknowledgement_required"],
                    "position": position,
                },
            )
            goal.chains.set(Chain.objects.filter(code__in=row["chains"]))
            for indicator in row["indicators"]:
                fields = _indicator(goal, indicator)
                stays = identity_of(INDICATOR, indicator["id"]) in edited
                renewed = {name: value for name, value in fields.items() if not (stays and name in PLAN_FIELDS)}
                GoalIndicator.objects.update_or_create(code=indicator["id"], defaults=renewed, create_defaults=fields)
    return len(goals)


def faults_of(row: dict[str, Any]) -> list[str]:
    """What one step of the file leaves blank, and which job roles do and approve it (requirements A29, A30)."""
    texts = {stem: row.get(stem) or {} for stem in STEP_TEXTS} | {"boundary.rule": row["boundary"].get("rule") or {}}
    blank = [stem for stem, text in texts.items() if not all((text.get(code) or "").strip() for code in ("zh", "en"))]
    blank += [name for name in ("exceptions", "performed_at") if not row.get(name)]
    blank += [f"boundary.{kind}" for kind in StepDuty.Kind.values if not row["boundary"].get(kind)]
    both = sorted(set(row["boundary"].get("does") or ()) & set(row["boundary"].get("approves") or ()))
    return [f"{row['id']}: {name}" for name in blank] + [f"{row['id']}: {role} does + approves" for role in both]


def _step(row: dict[str, Any], chains: dict[str, Chain], position: int) -> dict[str, Any]:
    fields: dict[str, Any] = {"chain": chains[row["chain"]], "position": position, "references": row["references"]}
    for stem in STEP_TEXTS:
        fields |= in_both(stem, row[stem])
    reason = row["critical_reason"] or {}
    return (
        fields
        | in_both("boundary_rule", row["boundary"]["rule"])
        | in_both("critical_why", reason.get("why"))
        | {"critical_kind": reason.get("kind", "")}
    )


def _indicator(goal: Goal, row: dict[str, Any]) -> dict[str, Any]:
    unit = UNITS.get(row["unit"], {"zh": row["unit"], "en": row["unit"]})
    return {
        "goal": goal,
        **in_both("name", row["name"]),
        **in_both("formula", row["formula"]),
        **in_both("unit", unit),
        **in_both("source", row["source"]),
        "direction": row["direction"],
        "baseline": Decimal(str(row["baseline"])),
        "baseline_on": row["baseline_date"],
        "target": Decimal(str(row["target"])),
        "target_on": row["target_date"],
    }


def _links(rows: list[dict[str, Any]], steps: dict[str, Step]) -> None:
    objects = by_code(BusinessObject)
    for row in rows:
        step = steps[row["id"]]
        step.predecessors.set([steps[code] for code in row["predecessors"]])
        step.objects_touched.set([objects[code] for code in row["objects"]])


def _parts(rows: list[dict[str, Any]], steps: dict[str, Step], kept: dict[str, Step]) -> None:
    """Write duties, places, exceptions and interfaces anew: nothing else refers to them, so their ids may change."""
    roles, sites, shifts, systems = by_code(JobRole), by_code(Site), by_code(Shift), by_code(OutsideSystem)
    for model in (StepDuty, StepPlace, StepInterface, StepException):
        renewed = model.objects.filter(step__in=steps.values())  # type: ignore[attr-defined]  # all four are models
        renewed.exclude(step__in=kept.values()).delete()
    duties, places, exceptions, interfaces = [], [], [], []
    for row in (row for row in rows if row["id"] not in kept):
        step = steps[row["id"]]
        for kind in StepDuty.Kind.values:
            duties += [StepDuty(step=step, job_role=roles[code], kind=kind) for code in row["boundary"][kind]]
        for site, worked in row["performed_at"].items():
            places += [StepPlace(step=step, site=sites[site], shift=shifts[shift]) for shift in worked]
        for position, one in enumerate(row["exceptions"]):
            texts = in_both("what", one["what"]) | in_both("remedy", one["do"])
            exceptions.append(StepException(step=step, position=position, **texts))
        if row["interface"]:
            interfaces.append(_interface(step, systems, row["interface"]))
    StepDuty.objects.bulk_create(duties)
    StepPlace.objects.bulk_create(places)
    StepException.objects.bulk_create(exceptions)
    StepInterface.objects.bulk_create(interfaces)


def _interface(step: Step, systems: dict[str, OutsideSystem], row: dict[str, Any]) -> StepInterface:
    texts = in_both("content", row["content"]) | in_both("fallback", row["fallback"])
    return StepInterface(step=step, system=systems[row["system"]], direction=row["direction"], **texts)
