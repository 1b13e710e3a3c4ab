"""Reading a YAML file with the line of each of its parts, and finding what stands twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from lms.exchange.company.checking.problems import Problem

Steps = tuple[Any, ...]
"""the way to a part of a document: names and places in lists"""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """What a file holds, and in which line each part of it stands."""

    name: str
    content: Any
    lines: Mapping[Steps, int]

    def line(self, way: Steps) -> int:
        """The line of a part; of what it stands in, where it is not there itself."""
        while way and way not in self.lines:
            way = way[:-1]
        return self.lines.get(way, 0)


def read_document(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """The document in the file, and what keeps it from being read; both where only names are doubled."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return None, [Problem(name, 0, "", "unreadable")]
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Steps, int] = {}
        doubles = list(_walk(loader, node, (), lines, name)) if node is not None else []
        content = loader.construct_document(node) if node is not None else None
    except (yaml.YAMLError, ValueError, TypeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        said = getattr(fault, "problem", None) or str(fault)
        return None, [Problem(name, mark.line + 1 if mark else 0, "", "no_yaml", {"fault": said})]
    finally:
        loader.dispose()
    if not isinstance(content, dict):
        return None, [Problem(name, 0, "", "no_parts", {"example": "sites"})]
    return Document(name, content, lines), doubles


def _walk(loader: Any, node: Any, way: Steps, lines: dict[Steps, int], name: str) -> Iterator[Problem]:
    lines.setdefault(way, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for place, inner in enumerate(node.value):
            yield from _walk(loader, inner, (*way, place), lines, name)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key_node, inner in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                continue
            key = loader.construct_object(key_node)
            line = key_node.start_mark.line + 1
            if key_node.value in seen:
                yield Problem(name, line, " › ".join(map(str, way)), "double_key", {"key": key_node.value})
            seen.add(key_node.value)
            lines[(*way, key)] = line
            yield from _walk(loader, inner, (*way, key), lines, name)
