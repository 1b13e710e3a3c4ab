"""What differs between two records of a chain, step by step and field by field, as a person compares two papers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from curricula.processes.completeness import NEEDED_TEXTS
from curricula.processes.content import LANGUAGES, Record, critical_word, direction_word
from curricula.processes.editing import STEP_STEMS
from lms.foundation.api import pick

SEMICOLON = {"zh": "；", "en": "; "}
"""What parts the things of one line: a line is in its own language, whichever the page speaks."""
LANGUAGE_WORDS = {"zh": gettext_lazy("Chinese"), "en": gettext_lazy("English")}
FIELD_WORDS: dict[str, Any] = {
    "name": pgettext_lazy("of a step", "name"),
    **NEEDED_TEXTS,
    "critical_kind": gettext_lazy("critical, because it touches"),
    "critical_why": gettext_lazy("why it is critical"),
    "does": gettext_lazy("does"),
    "checks": gettext_lazy("checks"),
    "approves": gettext_lazy("approves"),
    "exceptions": gettext_lazy("exceptions"),
    "interface": gettext_lazy("interface"),
    "places": gettext_lazy("places and shifts"),
    "predecessors": gettext_lazy("steps before"),
    "objects": gettext_lazy("records it touches"),
    "references": gettext_lazy("references"),
    "order": gettext_lazy("order of the steps"),
}
Lines = dict[tuple[str, str], str]


@dataclass(frozen=True)
class FieldDifference:
    """One field that says something else, in one language where it has two."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What differs in one step, or in the chain itself; `kind` is added, removed or changed."""

    kind: str
    code: str
    name: str
    fields: tuple[FieldDifference, ...] = ()
    is_step: bool = True


def differences(before: Record | None, after: Record) -> list[Difference]:
    """Everything that differs, the chain first, then its steps in their order, then what is gone. Nothing: they are equal.

    Without `before` every step is added.
    """
    old = {step["code"]: step for step in before["steps"]} if before else {}
    new = {step["code"]: step for step in after["steps"]}
    found = [_chain(before, after)] if before else []
    for code, step in new.items():
        if code not in old:
            found.append(Difference("added", code, _name(step)))
        else:
            found.append(Difference("changed", code, _name(step), step_differences(old[code], step)))
    found += [Difference("removed", code, _name(step)) for code, step in old.items() if code not in new]
    return [one for one in found if one.fields or one.kind != "changed"]


def step_differences(before: Record, after: Record) -> tuple[FieldDifference, ...]:
    """The fields of one step that say something else."""
    return tuple(_fields(lines_of(before), lines_of(after)))


def lines_of(step: Record) -> Lines:
    """Every field of a step's record as text, by field and language (none where the field has no language)."""
    lines: Lines = {(stem, code): step[f"{stem}_{code}"] for stem in STEP_STEMS for code in LANGUAGES}
    for code in LANGUAGES:
        for duty in ("does", "checks", "approves"):
            lines[duty, code] = _names(step[duty], code)
        lines["exceptions", code] = "\n".join(
            f"{one[f'what_{code}']} → {one[f'remedy_{code}']}" for one in step["exceptions"]
        )
        lines["interface", code] = _interface(step["interface"], code)
        lines["places", code] = SEMICOLON[code].join(
            _of(code, "{}：{}", "{}: {}").format(_named(one["site"], code), _named(one["shift"], code))
            for one in step["places"]
        )
        lines["objects", code] = _names(step["objects"], code)
    lines["critical_kind", ""] = critical_word(step["critical_kind"])
    lines["predecessors", ""] = _("; ").join(step["predecessors"])
    lines["references", ""] = _("; ").join(str(one) for one in step["references"])
    return lines


def field_label(field: str, language: str) -> str:
    """What a field is called on the page, with its language where it has two."""
    word = str(FIELD_WORDS[field])
    label = f"{word[:1].upper()}{word[1:]}"
    if not language:
        return label
    return _("%(label)s (%(language)s)") % {"label": label, "language": LANGUAGE_WORDS[language]}


def _chain(before: Record, after: Record) -> Difference:
    """The chain's own name, and the order of the steps that both have."""
    lines = [{("name", code): record[f"name_{code}"] for code in LANGUAGES} for record in (before, after)]
    codes = [[step["code"] for step in record["steps"]] for record in (before, after)]
    common = set(codes[0]) & set(codes[1])
    for known, listed in zip(lines, codes, strict=True):
        known["order", ""] = _("; ").join(code for code in listed if code in common)
    return Difference("changed", after["code"], _name(after), tuple(_fields(*lines)), is_step=False)


def _fields(before: Lines, after: Lines) -> Iterator[FieldDifference]:
    for key, text in after.items():
        if before[key] != text:
            yield FieldDifference(key[0], field_label(*key), before[key].strip(), text.strip())


def _name(record: Record) -> str:
    return pick(record["name_zh"], record["name_en"])


def _named(one: Record, code: str) -> str:
    return _of(code, "{}（{}）", "{} ({})").format(one[f"name_{code}"], one["code"])


def _of(code: str, chinese: str, english: str) -> str:
    return chinese if code == "zh" else english


def _names(listed: list[Record], code: str) -> str:
    return SEMICOLON[code].join(_named(one, code) for one in listed)


def _interface(one: Record | None, code: str) -> str:
    if one is None:
        return ""
    system, direction = _named(one["system"], code), direction_word(one["direction"])
    head = _of(code, "{}，{}", "{}, {}").format(system, direction)
    return "\n".join([head, one[f"content_{code}"], one[f"fallback_{code}"]])
