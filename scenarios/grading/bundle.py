"""Bundle: a drill with its recorded paths in one file, as it is sent from one installation to another.

The scenario's own fields stand as in its file, and one more, `paths`, holds each path under its name.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from scenarios.grading.loading import load_scenario
from scenarios.grading.paths import load_path
from scenarios.grading.problems import Problem
from scenarios.grading.reading import read_document
from scenarios.grading.scenario import Scenario
from scenarios.grading.text import Text

PATHS = "paths"
NO_PATH = Text("没有名为“{name}”的路径。", "There is no path called “{name}”.")
LEFT_OVER = Text("没有引用这条路径。", "Nothing names this path.")


@dataclass(frozen=True)
class Bundle:
    """What a file held: the scenario's own text, the text of each path, and every problem with its line in the file."""

    source: str
    paths: Mapping[str, str]
    scenario: Scenario | None
    problems: tuple[Problem, ...]


def read_bundle(text: str, *, file: str) -> Bundle:
    """Read a bundle strictly: unknown fields, missing paths and paths that nobody names are problems."""
    source, paths, lines = _split(text)
    loaded = load_scenario(source, file=file)
    problems = list(loaded.problems)
    for name, path in paths.items():
        _, found = load_path(path, file=file)
        problems += [
            Problem(file, row.line + lines[name] - 1, f"{PATHS}.{name}.{row.field}", row.sentence) for row in found
        ]
    if loaded.scenario is not None:
        named = {*loaded.scenario.solutions, *(wrong.file for wrong in loaded.scenario.wrong)}
        problems += [Problem(file, 1, PATHS, NO_PATH.fill(name=name)) for name in sorted(named - set(paths))]
        problems += [Problem(file, lines[name], f"{PATHS}.{name}", LEFT_OVER) for name in paths if name not in named]
    return Bundle(source, paths, None if problems else loaded.scenario, tuple(problems))


def write_bundle(source: str, paths: Mapping[str, str]) -> str:
    """One file of a scenario's text and its paths; reading it gives the same back."""
    parts = [source.rstrip("\n"), "", f"{PATHS}:"]
    for name, path in paths.items():
        parts += [f"  {name}:", textwrap.indent(path.rstrip("\n"), "    ")]
    return "\n".join(parts) + "\n"


def _split(text: str) -> tuple[str, dict[str, str], dict[str, int]]:
    """The scenario's text (its lines keep their numbers), the paths' texts, and the line at which each begins."""
    top, _ = read_document(text, file="")
    if top.node is None:
        return text, {}, {}
    lines = text.splitlines()
    paths: dict[str, str] = {}
    begins: dict[str, int] = {}
    for key, value in top.node.value:
        if str(key.value) != PATHS:
            continue
        first = key.start_mark.line
        for name, node in value.value if isinstance(value, yaml.MappingNode) else ():
            start = node.start_mark.line
            block = lines[start : _end(node, lines)]
            block[0] = " " * node.start_mark.column + block[0][node.start_mark.column :]
            paths[str(name.value)] = textwrap.dedent("\n".join(block)).rstrip() + "\n"
            begins[str(name.value)] = start + 1
        end = _end(value, lines)
        lines[first:end] = [""] * (end - first)
    return "\n".join(lines) + "\n", paths, begins


def _end(node: yaml.Node, lines: list[str]) -> int:
    """The first line after a node. A block ends where the next thing begins, a flow on its own last line."""
    mark = node.end_mark
    if mark.line >= len(lines):
        return len(lines)
    return mark.line + (1 if lines[mark.line][: mark.column].strip() else 0)
