"""Taking questions and answers and the data dictionary from a content pack."""

from pathlib import Path
from typing import Any

from django.db import transaction

from cms.content_files import by_code, in_both, known, read_yaml
from cms.knowledge.dictionary_models import DictionaryField, DictionaryObject, DictionaryRule
from cms.knowledge.faq_models import FaqEntry, FaqVariant
from curricula.models import Department, JobRole, Site, Step
from lms.foundation.api import ContentLoad, clock

STEMS = ("question", "answer", "symptom", "cause", "action")
HYPERCARE = ("wave", "severity", "first_response_minutes", "solution_hours", "ticket_class")


def load_faq(folder: Path, load: ContentLoad | None = None) -> int:
    """Publish the entries of `faq.yaml`; one that says the same is left as it is. Returns how many there are."""
    load = load or ContentLoad()
    rows = read_yaml(folder / "faq.yaml")["entries"]
    homes = {"steps": by_code(Step), "roles": by_code(JobRole), "sites": by_code(Site), "depts": by_code(Department)}
    with transaction.atomic():
        present = {entry.code: entry for entry in FaqEntry.objects.prefetch_related("variants")}
        for row in rows:
            if load.may_write("faq", row["id"]) or row["id"] not in present:
                _publish_answer(present.get(row["id"]) or FaqEntry(code=row["id"]), row, homes)
    return len(rows)


def load_dictionary(folder: Path, load: ContentLoad | None = None) -> int:
    """Make or renew the objects, fields and rules of `dictionary.yaml`. Returns how many fields there are."""
    load = load or ContentLoad()
    content = read_yaml(folder / "dictionary.yaml")
    roles = by_code(JobRole)
    with transaction.atomic():
        objects = {row["id"]: _object(place, row, roles) for place, row in enumerate(content["objects"])}
        for place, row in enumerate(content["fields"]):
            if load.may_write("dictionary", row["id"]) or not DictionaryField.objects.filter(code=row["id"]).exists():
                _field(place, row, objects[row["object"]], content, roles)
    return len(content["fields"])


def _publish_answer(entry: FaqEntry, row: dict[str, Any], homes: dict[str, dict[str, Any]]) -> None:
    fields = _answer_fields(row, homes)
    variants = [
        FaqVariant(
            sort_order=number, site=homes["sites"].get(each.get("site", "")),
            department=homes["depts"].get(each.get("dept", "")), **in_both("text", each["text"]),
        )
        for number, each in enumerate(row.get("variants", []))
    ]  # fmt: skip
    is_same = entry.pk and all(getattr(entry, name) == value for name, value in fields.items())
    if is_same and [each.text_zh for each in entry.variants.all()] == [each.text_zh for each in variants]:
        return
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.reviewed_on = clock.today()
    entry.variants = variants
    entry.save()
    entry.job_roles.set(known(homes["roles"], row["roles"]))
    entry.save_revision().publish()


def _answer_fields(row: dict[str, Any], homes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    hypercare = row.get("hypercare") or {}
    fields: dict[str, Any] = {"kind": row["kind"], "step_id": getattr(homes["steps"].get(row["step"]), "pk", None)}
    for stem in STEMS:
        fields |= in_both(stem, row.get(stem))
    for language in ("zh", "en"):
        fields[f"keywords_{language}"] = ", ".join(row["keywords"][language])
    fields |= {name: hypercare.get(name) for name in ("first_response_minutes", "solution_hours")}
    fields |= {name: hypercare.get(name, "") for name in HYPERCARE if name not in fields}
    fields |= in_both("workaround", hypercare.get("workaround"))
    return fields | {"drills": " ".join(row.get("drills", [])), "escalation": " ".join(hypercare.get("escalation", []))}


def _object(place: int, row: dict[str, Any], roles: dict[str, Any]) -> DictionaryObject:
    values = {**in_both("name", row["name"]), "owner_role": roles[row["owner_role"]], "position": place}
    return DictionaryObject.objects.update_or_create(code=row["id"], defaults=values)[0]


def _field(
    place: int, row: dict[str, Any], owner: DictionaryObject, content: dict[str, Any], roles: dict[str, Any]
) -> None:
    values: dict[str, Any] = {
        "business_object": owner,
        **in_both("name", row["name"]),
        **in_both("meaning", row["meaning"]),
        "source": row["source"],
        **in_both("source_name", content["sources"].get(row["source"])),
        **in_both("refresh", content["refresh"].get(row["refresh"])),
        **in_both("rule_text", row["rule_text"]),
        "owner_role": roles[row["owner_role"]],
        "position": place,
    }
    field, _is_new = DictionaryField.objects.update_or_create(code=row["id"], defaults=values)
    field.rules.all().delete()
    DictionaryRule.objects.bulk_create(_rule(field, number, rule) for number, rule in enumerate(row["rules"]))


def _rule(field: DictionaryField, number: int, row: dict[str, Any]) -> DictionaryRule:
    return DictionaryRule(
        field=field, position=number, kind=row["kind"], applies_when=row.get("when", ""), pattern=row.get("regex", ""),
        least=str(row.get("min", "")), most=str(row.get("max", "")), together_with=" ".join(row.get("with", [])),
        refers_to=row.get("to", ""), values=" ".join(str(value) for value in row.get("values", [])),
        scheme=row.get("scheme", ""),
    )  # fmt: skip
