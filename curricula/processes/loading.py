"""Taking the processes and the business goals from a content pack."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.edited import INDICATOR, STEP, LeavingEdits
from curricula.organisation.content_files import by_code, in_both, read_yaml
from curricula.organisation.models import JobRole, Shift, Site
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
from lms.foundation.api import ContentLoad, Refusal, renew

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


def load_processes(folder: Path, load: ContentLoad | None = None) -> int:
    """Make or renew chains (`ids.yaml`) and steps (`processes.yaml`) with all their parts. Returns the steps.

    A pack may begin with one of the two files. Refuses the whole file where a step leaves something blank or a job role both
    does and approves it, naming all. What the load keeps stays whole, its duties and places too.
    """
    has_chains = (folder / "ids.yaml").is_file()
    ids = read_yaml(folder, "ids.yaml") if has_chains else {}
    has_steps = (folder / "processes.yaml").is_file() or not has_chains
    pack = read_yaml(folder, "processes.yaml") if has_steps else {"steps": []}
    load = load or LeavingEdits()
    faults = [fault for row in pack["steps"] for fault in faults_of(row)]
    if faults:
        raise ProcessesRefused(_("The processes were not loaded. %(faults)s") % {"faults": "; ".join(faults)})
    with transaction.atomic():
        for position, (code, name) in enumerate(ids.get("chains", {}).items()):
            renew(load, "chain", Chain, code, fields={**in_both("name", name), "position": position})
        for row in pack.get("objects", ()):
            renew(load, "object", BusinessObject, row["id"], fields=in_both("name", row["name"]))
        for row in pack.get("systems", ()):
            renew(load, "system", OutsideSystem, row["id"], fields=in_both("name", row["name"]))
        chains = by_code(Chain)
        for position, row in enumerate(pack["steps"]):
            renew(load, STEP, Step, row["id"], fields=_step(row, chains, position))
        written = [row for row in pack["steps"] if not load.keeps(STEP, row["id"])]
        steps = by_code(Step)
        _links(written, steps)
        _parts(written, steps)
    return len(pack["steps"])


def load_goals(folder: Path, load: ContentLoad | None = None) -> int:
    """Make or renew the goals and their indicators (`goals.yaml`); a plan edited in its page stays. Returns the goals."""
    goals = read_yaml(folder, "goals.yaml")["goals"]
    load = load or LeavingEdits()
    with transaction.atomic():
        for position, row in enumerate(goals):
            fields = {
                **in_both("name", row["name"]),
                **in_both("why", row["why"]),
                "is_acknowledged_by_signature": row.get("acknowledgement_required", False),
                "position": position,
            }
            chains = Chain.objects.filter(code__in=row["chains"])
            goal = renew(load, "goal", Goal, row["id"], fields=fields, links={"chains": chains})
            for indicator in row["indicators"]:
                renew(load, INDICATOR, GoalIndicator, indicator["id"], fields=_indicator(goal, indicator))
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
    fields: dict[str, Any] = {
        "chain": chains[row["chain"]],
        "position": position,
        "references": row.get("references", []),
    }
    for stem in STEP_TEXTS:
        fields |= in_both(stem, row[stem])
    reason = row.get("critical_reason") or {}
    return (
        fields
        | in_both("boundary_rule", row["boundary"]["rule"])
        | in_both("critical_why", reason.get("why"))
        | {"critical_kind": reason.get("kind", "")}
    )


def _indicator(goal: Goal, row: dict[str, Any]) -> dict[str, Any]:
    stated = row["unit"]
    unit = stated if isinstance(stated, dict) else UNITS.get(stated, {"zh": stated, "en": stated})
    return {
        "goal": goal,
        **in_both("name", row["name"]),
        **in_both("formula", row["formula"]),
        **in_both("unit", unit),
        **in_both("source", row["source"]),
        "direction": row["direction"],
        "baseline": Decimal(str(row["baseline"])),
        "baseline_on": str(row["baseline_date"]),
        "target": Decimal(str(row["target"])),
        "target_on": str(row["target_date"]),
    }


def _links(rows: list[dict[str, Any]], steps: dict[str, Step]) -> None:
    objects = by_code(BusinessObject)
    for row in rows:
        step = steps[row["id"]]
        step.predecessors.set([steps[code] for code in row.get("predecessors", ())])
        step.objects_touched.set([objects[code] for code in row.get("objects", ())])


def _parts(rows: list[dict[str, Any]], steps: dict[str, Step]) -> None:
    """Write duties, places, exceptions and interfaces anew: nothing else refers to them, so their ids may change."""
    roles, sites, shifts, systems = by_code(JobRole), by_code(Site), by_code(Shift), by_code(OutsideSystem)
    written = [steps[row["id"]] for row in rows]
    for model in (StepDuty, StepPlace, StepInterface, StepException):
        model.objects.filter(step__in=written).delete()  # type: ignore[attr-defined]  # all four are models
    duties, places, exceptions, interfaces = [], [], [], []
    for row in rows:
        step = steps[row["id"]]
        for kind in StepDuty.Kind.values:
            duties += [StepDuty(step=step, job_role=roles[code], kind=kind) for code in row["boundary"][kind]]
        for site, worked in row["performed_at"].items():
            places += [StepPlace(step=step, site=sites[site], shift=shifts[shift]) for shift in worked]
        for position, one in enumerate(row["exceptions"]):
            texts = in_both("what", one["what"]) | in_both("remedy", one["do"])
            exceptions.append(StepException(step=step, position=position, **texts))
        if row.get("interface"):
            interfaces.append(_interface(step, systems, row["interface"]))
    StepDuty.objects.bulk_create(duties)
    StepPlace.objects.bulk_create(places)
    StepException.objects.bulk_create(exceptions)
    StepInterface.objects.bulk_create(interfaces)


def _interface(step: Step, systems: dict[str, OutsideSystem], row: dict[str, Any]) -> StepInterface:
    texts = in_both("content", row["content"]) | in_both("fallback", row["fallback"])
    return StepInterface(step=step, system=systems[row["system"]], direction=row["direction"], **texts)
