"""The engine's door: what it promises is there, and the page that lists commands and documents leaves none out."""

import re
from pathlib import Path

from scenarios.engine import api

PAGE = Path(__file__).resolve().parents[3] / "docs" / "concepts" / "sandbox-engine.md"


def test_everything_promised_is_there() -> None:
    assert [name for name in api.__all__ if not hasattr(api, name)] == []


def test_every_command_stands_on_the_page_of_the_engine() -> None:
    page = PAGE.read_text("utf-8")
    assert [
        name for name in api.command_specs() if not re.search(rf"(?<![a-z.]){re.escape(name)}(?![a-z_])", page)
    ] == []


def test_every_kind_of_document_stands_on_the_page_of_the_engine() -> None:
    page = PAGE.read_text("utf-8")
    assert [kind for kind in api.DOCUMENT_KINDS if not re.search(rf"\b{kind}\b", page)] == []
