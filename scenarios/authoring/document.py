"""A drill's text as a tree of plain values, and back: what forms change, files hold and people may read."""

from decimal import Decimal
from typing import Any

import yaml

from scenarios.grading.reading import composed, plain

Tree = dict[str, Any]
LINE_WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """Writes decimals as numbers, long texts as blocks, and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        """Equal values are written out each time: people edit them apart."""
        return True


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(str, _text)


def written(tree: Any) -> str:
    """The tree as YAML, in the order of its fields."""
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=LINE_WIDTH)


def parsed(text: str) -> Tree:
    """The text as a tree; a text that is no table gives an empty one. Problems are the loader's to name."""
    try:
        node = composed(text)
    except yaml.YAMLError:
        return {}
    value = plain(node) if isinstance(node, yaml.MappingNode) else None
    return value if isinstance(value, dict) else {}
