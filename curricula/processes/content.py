"""What a chain says, whole, as one plain record: what is published, signed, compared and read again later."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from curricula.processes.editing import EXCEPTION_FIELDS, STEP_STEMS
from curricula.processes.models import Chain, Step, StepDuty, StepInterface, StepPlace
from lms.foundation.api import pick

LANGUAGES = ("zh", "en")
Record = dict[str, Any]


def whole_steps() -> QuerySet[Step]:
    """Steps with everything that is published of them: six queries, whatever the number."""
    return Step.objects.select_related("chain", "interface__system").prefetch_related(
        Prefetch("duties", StepDuty.objects.select_related("job_role")),
        Prefetch("places", StepPlace.objects.select_related("site", "shift")),
        "exceptions",
        "predecessors",
        "objects_touched",
    )


def chain_record(chain: Chain, steps: list[Step]) -> Record:
    """The chain as it stands, from its steps in their order (of `whole_steps`)."""
    return {**_named(chain), "steps": [step_record_of(step) for step in steps]}


def step_record_of(step: Step) -> Record:
    """Everything that is published of a step. What it names is kept with its name, so that a version reads by itself."""
    texts = {f"{stem}_{code}": getattr(step, f"{stem}_{code}") for stem in STEP_STEMS for code in LANGUAGES}
    places = sorted(step.places.all(), key=lambda one: (one.site.code, one.shift.position, one.shift.code))
    return {
        "code": step.code,
        **texts,
        "critical_kind": step.critical_kind,
        **{kind: _of_duty(step, kind) for kind in StepDuty.Kind.values},
        "exceptions": [{name: getattr(one, name) for name in EXCEPTION_FIELDS} for one in step.exceptions.all()],
        "interface": _interface(getattr(step, "interface", None)),
        "places": [{"site": _named(one.site), "shift": _named(one.shift)} for one in places],
        "predecessors": sorted(one.code for one in step.predecessors.all()),
        "objects": [_named(one) for one in sorted(step.objects_touched.all(), key=lambda one: one.code)],
        "references": list(step.references),
    }


def in_words(value: Any) -> Any:
    """The record in the reader's language: beside each pair `x_zh`, `x_en` stands `x`."""
    if isinstance(value, list):
        return [in_words(one) for one in value]
    if not isinstance(value, dict):
        return value
    stems = [name.removesuffix("_zh") for name in value if name.endswith("_zh")]
    said = {stem: pick(value[f"{stem}_zh"], value[f"{stem}_en"]) for stem in stems}
    return {name: in_words(one) for name, one in value.items()} | said


def step_in_words(record: Record) -> Record:
    """A step's record as its page shows it: in the reader's language, codes as words, places by site."""
    said: Record = in_words(record)
    places: dict[str, list[str]] = {}
    for place in said["places"]:
        places.setdefault(place["site"]["name"], []).append(place["shift"]["name"])
    said["places"] = list(places.items())
    said["critical"] = critical_word(record["critical_kind"])
    if said["interface"]:
        said["interface"]["way"] = direction_word(record["interface"]["direction"])
    return said


def critical_word(kind: str) -> str:
    """Why an error is grave, in words; nothing where it is not."""
    return str(Step.Critical(kind).label) if kind else ""


def direction_word(direction: str) -> str:
    """Which way something is exchanged, in words."""
    return str(dict(StepInterface._meta.get_field("direction").flatchoices)[direction])


def _named(one: Any) -> Record:
    return {"code": one.code, "name_zh": one.name_zh, "name_en": one.name_en}


def _of_duty(step: Step, kind: str) -> list[Record]:
    roles = [duty.job_role for duty in step.duties.all() if duty.kind == kind]
    return [_named(role) for role in sorted(roles, key=lambda role: role.code)]


def _interface(one: StepInterface | None) -> Record | None:
    if one is None:
        return None
    texts = {f"{stem}_{code}": getattr(one, f"{stem}_{code}") for stem in ("content", "fallback") for code in LANGUAGES}
    return {"system": _named(one.system), "direction": one.direction, **texts}
