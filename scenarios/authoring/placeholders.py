"""Placeholder texts: what a new draft says until somebody writes it, and where in a file such a text still stands. Pure."""

import re
from collections.abc import Iterator

import yaml

from scenarios.grading.problems import Problem
from scenarios.grading.reading import composed, unwrapped
from scenarios.grading.text import Text, same

Texts = dict[str, str]

BRIEF: Texts = {
    "zh": "请写出学员面对的情况。",
    "en": "Say what situation the learner meets.",
}
WANTED: Texts = {
    "zh": "请写出学员要做到什么。",
    "en": "Say what the learner is to bring about.",
}
DEBRIEF: Texts = {
    "zh": "请写出好的做法为什么好，审计员会看到什么。",
    "en": "Say why the right way is right, and what an auditor would see.",
}
STANDING = frozenset(text for texts in (BRIEF, WANTED, DEBRIEF) for text in texts.values())
WORD = re.compile(r"\bTODO\b")
"""What authors themselves write where they mean to come back; in capitals, so that the Spanish word passes."""
FIELDS = {
    "brief": Text("情境", "Situation"),
    "wanted": Text("要做到什么", "What is wanted"),
    "debrief": Text("讲评", "Debrief"),
    "title": Text("标题", "Title"),
}
LANGUAGES = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}
UNWRITTEN = Text(
    "“{name}”里还是占位文字“{text}”，学员会原样读到。请写出真正的内容。",
    "“{name}” still holds the placeholder “{text}”, which learners would read as it stands. Write the text itself.",
)


def unwritten_texts(text: str, *, file: str) -> tuple[Problem, ...]:
    """Every place where a drill's file still holds a placeholder, with its line and field; a bundle's paths included.

    A text that is no YAML has none: that it cannot be read is the loader's to say.
    """
    try:
        node = composed(text)
    except yaml.YAMLError:
        return ()
    return tuple(
        Problem(file, scalar.start_mark.line + 1, field, UNWRITTEN.fill(name=_name(field), text=_shown(scalar.value)))
        for field, scalar in _scalars(node, "")
        if _is_placeholder(scalar.value)
    )


def _is_placeholder(value: str) -> bool:
    said = unwrapped(value, " "), unwrapped(value, "")
    return any(text in way for way in said for text in STANDING) or WORD.search(value) is not None


def _scalars(node: yaml.Node | None, field: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        yield field, node
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value, start=1):
            yield from _scalars(item, f"{field}[{number}]")
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, f"{field}.{key.value}" if field else str(key.value))


def _name(field: str) -> Text:
    """The field as the form calls it, with its language; another field by its place in the file."""
    head, _, rest = field.partition(".")
    name, language = FIELDS.get(head.partition("[")[0]), LANGUAGES.get(rest)
    if name is None or language is None:
        return same(field)
    return Text(f"{name.zh}（{language.zh}）", f"{name.en} ({language.en})")


MOST_SHOWN = 60
"""characters of a text that a sentence quotes"""


def _shown(value: str) -> str:
    plain = unwrapped(value, " ").replace("\n", " ")
    return plain if len(plain) <= MOST_SHOWN else f"{plain[:MOST_SHOWN]}…"
