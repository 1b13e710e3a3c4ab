"""Reading YAML as plain values: only the safe kind, and with the C library's parser where it is there (ten times as fast)."""

from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def yaml_in(path: Path) -> Any:
    """What the file holds; one that is no YAML raises yaml.YAMLError."""
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - the safe one
