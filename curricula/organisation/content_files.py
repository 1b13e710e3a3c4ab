"""Reading the files of a content pack: YAML with texts in both languages. Knows no table by name."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db.models import Model
from django.utils.translation import gettext as _

from lms.foundation.api import Refusal, yaml_in

Coded = TypeVar("Coded", bound=Model)


class ContentFileRefused(Refusal):
    """A file of the pack is missing or cannot be read; the sentence names it."""

    code = "CONTENT_FILE_REFUSED"


def read_yaml(folder: Path, name: str) -> dict[str, Any]:
    """The mapping in `folder/name`; refuses a missing file, and one that is not YAML with a mapping in it."""
    path = folder / name
    if not path.is_file():
        raise ContentFileRefused(_("The file “%(name)s” is missing in the content pack.") % {"name": name})
    try:
        content = yaml_in(path)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise ContentFileRefused(
            _("The file “%(name)s” cannot be read: %(fault)s") % {"name": name, "fault": fault}
        ) from fault
    if not isinstance(content, dict):
        raise ContentFileRefused(_("The file “%(name)s” holds no named parts.") % {"name": name})
    return content


def in_both(stem: str, text: dict[str, str] | None) -> dict[str, str]:
    """A text `{zh, en}` as the two columns of `stem`; empty where there is none."""
    text = text or {}
    return {f"{stem}_zh": text.get("zh", ""), f"{stem}_en": text.get("en", "")}


def by_code(model: type[Coded]) -> dict[str, Coded]:
    """All rows of a coded table by the code that the files use."""
    return {row.code: row for row in model._default_manager.all()}  # type: ignore[attr-defined]  # the table is coded
