"""Reading the files of a content pack: YAML with texts in both languages, and codes that other strata own."""

from pathlib import Path
from typing import Any

import yaml
from django.db.models import Model
from django.utils.translation import gettext as _

from lms.foundation.api import Refusal, yaml_in


class ContentRefused(Refusal):
    """A file of the content pack cannot be taken; nothing of it was."""

    code = "CONTENT_REFUSED"


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping in the file; refuses a missing file and one that holds no mapping."""
    if not path.is_file():
        raise ContentRefused(_("The file “%(name)s” is missing in the content pack.") % {"name": path.name})
    try:
        content = yaml_in(path)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise ContentRefused(
            _("The file “%(name)s” cannot be read: %(fault)s") % {"name": path.name, "fault": fault}
        ) from fault
    if not isinstance(content, dict):
        raise ContentRefused(_("The file “%(name)s” holds no named parts.") % {"name": path.name})
    return content


def in_both(stem: str, text: dict[str, str] | None) -> dict[str, str]:
    """The two columns of a text; empty where there is none."""
    text = text or {}
    return {f"{stem}_zh": text.get("zh", ""), f"{stem}_en": text.get("en", "")}


def lines_in_both(stem: str, texts: list[dict[str, str]] | None, between: str = "\n") -> dict[str, str]:
    """Several texts joined into the two columns."""
    texts = texts or []
    return {f"{stem}_{language}": between.join(text[language] for text in texts) for language in ("zh", "en")}


def by_code(model: type[Model]) -> dict[str, Any]:
    """All rows of a coded table by their code."""
    return {row.code: row for row in model._default_manager.all()}  # type: ignore[attr-defined]  # the table is coded


def known(rows: dict[str, Any], codes: list[str] | None) -> list[Any]:
    """The rows of the codes that exist; a pack may name what this installation has not got."""
    return [rows[code] for code in codes or [] if code in rows]
