"""Taking operation manuals from a content pack."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from cms.content_files import by_code, in_both, known, lines_in_both, read_yaml
from cms.manuals.models import Manual, ManualException, ManualLink, ManualRecord, ManualStep
from curricula.models import JobRole, Step
from lms.foundation.api import ContentLoad


def load_manuals(folder: Path, load: ContentLoad | None = None) -> int:
    """Publish the manuals of `manuals.yaml`; one of the same version is left as it is. Returns how many there are."""
    load = load or ContentLoad()
    rows = read_yaml(folder / "manuals.yaml")["manuals"]
    roles, steps = by_code(JobRole), by_code(Step)
    with transaction.atomic():
        for row in rows:
            if load.may_write("manual", row["id"]) or not Manual.objects.filter(code=row["id"]).exists():
                _publish(row, roles, steps)
    return len(rows)


def _publish(row: dict[str, Any], roles: dict[str, Any], steps: dict[str, Any]) -> None:
    manual = Manual.objects.filter(code=row["id"]).first() or Manual(code=row["id"])
    if manual.pk and manual.version == row["revision"] and manual.live:
        return
    fields: dict[str, Any] = {
        **in_both("title", row["title"]),
        **in_both("purpose", row["purpose"]),
        **in_both("scope", row["scope"]),
        **lines_in_both("prerequisites", row["prerequisites"]),
        "version": row["revision"],
        "effective_on": date.fromisoformat(str(row["effective"])),
        "owner_role": roles[row["owner_role"]],
    }
    for name, value in fields.items():
        setattr(manual, name, value)
    manual.procedure = [_move(number, move, steps) for number, move in enumerate(row["procedure"])]
    manual.exceptions = [
        ManualException(
            sort_order=number, code=each["code"], **in_both("when", each["when"]), **in_both("action", each["action"])
        )
        for number, each in enumerate(row["exceptions"])
    ]
    manual.records = [
        ManualRecord(sort_order=number, kept_in=each["kept_in"], **in_both("name", each["name"]))
        for number, each in enumerate(row["records"])
    ]
    related = [(kind, code) for kind, codes in row["related"].items() for code in codes]
    manual.links = [ManualLink(sort_order=number, kind=kind, code=code) for number, (kind, code) in enumerate(related)]
    manual.save()
    manual.job_roles.set(known(roles, row["roles"]))
    manual.steps.set(known(steps, row["steps_covered"]))
    manual.save_revision().publish()


def _move(number: int, row: dict[str, Any], steps: dict[str, Any]) -> ManualStep:
    return ManualStep(
        sort_order=number, step=steps.get(row["step"]), screen=row["screen"], fields=" ".join(row["fields"]),
        **in_both("text", row["text"]),
    )  # fmt: skip
