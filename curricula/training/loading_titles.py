"""What to call content that nobody has built yet: its title where some file of the packs names it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from curricula.organisation.content_files import read_yaml


def titles_of_content(folder: Path) -> Mapping[str, dict[str, Any]]:
    """Title (zh, en) and, where known, minutes by reference, from the company's files and the packs beside them."""
    titles: dict[str, dict[str, Any]] = {}
    for row in read_yaml(folder, "activities.yaml").get("session_templates", []):
        titles[row["id"]] = {**row["title"], "minutes": row["minutes"]}
    plan = read_yaml(folder, "communications.yaml") if (folder / "communications.yaml").is_file() else {}
    for row in plan.get("leader_days", []):
        titles[row["id"]] = row["demonstrates"]
    if "early_bird" in plan:
        titles[plan["early_bird"]["id"]] = {"zh": "早鸟试用", "en": "Early-bird trial"}
    references = folder.parent / "content"
    if (references / "refs.yaml").is_file():
        register = read_yaml(references, "refs.yaml")
        for kind in ("drills", "exams", "practicals"):
            titles |= {row["id"]: {"zh": row["zh"], "en": row["en"]} for row in register.get(kind, ())}
    if (references.parent / "questions" / "rubrics.yaml").is_file():
        rubrics = read_yaml(references.parent / "questions", "rubrics.yaml")["rubrics"]
        titles |= {row["id"]: row["title"] for row in rubrics}
    return titles
