"""How a step is worked: who does, checks and approves it, where and on which shift, what it exchanges. Read, checked, written."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from curricula.edited import EditRefused
from curricula.organisation.models import JobRole, Shift, Site
from curricula.processes.models import OutsideSystem, Step, StepDuty, StepInterface, StepPlace

DUTIES = tuple(StepDuty.Kind.values)
INTERFACE_TEXTS = ("content_zh", "content_en", "fallback_zh", "fallback_en")
WORK_FIELDS = (*DUTIES, "places", "interface")
Work = dict[str, Any]


def work_record(step: Step) -> Work:
    """What the trail keeps of it: codes of job roles by duty, places as site/shift, the interface or None."""
    duties = list(step.duties.values_list("kind", "job_role__code"))
    places = step.places.values_list("site__code", "shift__code")
    interface = StepInterface.objects.filter(step=step).select_related("system").first()
    return {
        **{kind: sorted(code for held, code in duties if held == kind) for kind in DUTIES},
        "places": sorted(place_code(site, shift) for site, shift in places),
        "interface": None if interface is None else _of_interface(interface),
    }


def place_code(site: str, shift: str) -> str:
    """A place as forms and the trail write it."""
    return f"{site}/{shift}"


def check_work(before: Work, after: Work) -> None:
    """Refuse duties that leave a gap or are in conflict, and a step without a place. What is not touched may stay as it is."""
    if any(before[kind] != after[kind] for kind in DUTIES):
        does, checks, approves = (after[kind] for kind in DUTIES)
        if not (does and checks and approves):
            raise EditRefused(
                _("Somebody does a step, somebody checks it, and somebody approves it. Tick each at least once.")
            )
        if set(does) & set(approves):
            raise EditRefused(
                _(
                    "A job role that does a step must not approve it: nobody releases their own work. Choose another one."
                )
            )
    if before["places"] != after["places"] and not after["places"]:
        raise EditRefused(_("A step is worked somewhere: tick at least one shift of a site. Cover is counted there."))


def write_work(step: Step, before: Work, after: Work) -> None:
    """Write the parts that differ, each anew: nothing else refers to their rows."""
    changed = {name for name in WORK_FIELDS if before[name] != after[name]}
    if changed & set(DUTIES):
        _write_duties(step, after)
    if "places" in changed:
        _write_places(step, after["places"])
    if "interface" in changed:
        _write_interface(step, after["interface"])


def _of_interface(one: StepInterface) -> Work:
    return {
        "system": one.system.code,
        "direction": one.direction,
        **{name: getattr(one, name) for name in INTERFACE_TEXTS},
    }


def _write_duties(step: Step, work: Work) -> None:
    roles = {
        role.code: role for role in JobRole.objects.filter(code__in={code for kind in DUTIES for code in work[kind]})
    }
    step.duties.all().delete()
    StepDuty.objects.bulk_create(
        StepDuty(step=step, job_role=roles[code], kind=kind) for kind in DUTIES for code in work[kind]
    )


def _write_places(step: Step, places: Iterable[str]) -> None:
    sites = {one.code: one for one in Site.objects.all()}
    shifts = {one.code: one for one in Shift.objects.all()}
    step.places.all().delete()
    pairs = [place.split("/", 1) for place in places]
    StepPlace.objects.bulk_create(StepPlace(step=step, site=sites[site], shift=shifts[shift]) for site, shift in pairs)


def _write_interface(step: Step, interface: Work | None) -> None:
    StepInterface.objects.filter(step=step).delete()
    if interface is not None:
        fields = {name: value for name, value in interface.items() if name != "system"}
        StepInterface.objects.create(step=step, system=OutsideSystem.objects.get(code=interface["system"]), **fields)
