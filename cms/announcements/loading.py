"""Taking the posts of the change campaign and the downloadable templates from a content pack."""

import csv
import hashlib
import io
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from cms.announcements.models import Announcement, AnnouncementFigure, TemplateFile
from cms.content_files import by_code, in_both, known, lines_in_both, read_yaml
from curricula.models import Department, JobRole
from lms.foundation.api import ContentLoad, clock

# What each table is for; the pack names them by their files only.
TEMPLATES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "cutover_runbook": (
        ("切换运行手册", "Cutover run-book"),
        ("切换周末的步骤、负责人、核对与回退。", "Steps of the cutover weekend with owner, verification and rollback."),
    ),
    "migration_acceptance_checklist": (
        ("数据迁移验收清单", "Migration acceptance checklist"),
        ("逐个迁移对象的验收标准，结果由您填写。", "Acceptance criteria by migration object; you fill in the results."),
    ),
    "role_permission_template": (
        ("岗位权限模板", "Permissions by job role"),
        ("每个岗位需要的权限包，及其资质前提。", "The bundles each job role needs, and the qualification before them."),
    ),
    "sod_conflicts": (
        ("职责分离冲突", "Conflicts of duty"),
        ("不得由一人同时持有的权限包。", "Bundles that one person may not hold together."),
    ),
    "sod_matrix": (
        ("职责分离矩阵", "Matrix of conflicts"),
        ("全部权限包两两对照。", "All bundles against each other."),
    ),
    "emergency_contact_tree": (
        ("应急联络树", "Emergency contact tree"),
        ("先找谁、再找谁、几分钟内应答；姓名由公司填写。", "Whom to call, in which order, within how many minutes."),
    ),
    "uat_test_cases": (
        ("验收测试用例", "Acceptance test cases"),
        ("按流程步骤编写，写明期望的最终状态。", "By process step, with the end state expected."),
    ),
    "hypercare_rota": (
        ("护航值班表", "Rota of the first weeks"),
        ("两周、三班，一线、技术与质量支持。", "Two weeks, three shifts: first line, technical and quality support."),
    ),
}


def load_announcements(folder: Path, load: ContentLoad | None = None) -> int:
    """Make or renew the posts of `announcements.yaml`. Returns how many there are."""
    load = load or ContentLoad()
    rows = read_yaml(folder / "announcements.yaml")["posts"]
    roles, departments = by_code(JobRole), by_code(Department)
    with transaction.atomic():
        for row in rows:
            if load.may_write("announcement", row["id"]) or not Announcement.objects.filter(code=row["id"]).exists():
                _post(row, roles, departments)
    return len(rows)


def load_templates(folder: Path, load: ContentLoad | None = None) -> int:
    """Take the tables in `templates/` as they are; one that says the same is left as it is. Returns how many there are."""
    load = load or ContentLoad()
    paths = sorted((folder / "templates").glob("*.csv"))
    with transaction.atomic():
        for path in paths:
            if load.may_write("template", path.stem) or not TemplateFile.objects.filter(code=path.stem).exists():
                _template(path)
    return len(paths)


def _post(row: dict[str, Any], roles: dict[str, Any], departments: dict[str, Any]) -> None:
    values = {
        "kind": row["kind"],
        "published_on": date.fromisoformat(str(row["date"])),
        "from_role": roles[row["from_role"]],
        "channels": ", ".join(row["channels"]),
        **in_both("title", row["title"]),
        **lines_in_both("body", row["body"], between="\n\n"),
        **in_both("call_to_action", row["call_to_action"]),
    }
    post, _is_new = Announcement.objects.update_or_create(code=row["id"], defaults=values)
    post.audience.set(known(departments, row["audience"]))
    post.figures.all().delete()
    AnnouncementFigure.objects.bulk_create(
        AnnouncementFigure(announcement=post, key=each["key"], value=str(each["value"]), source=each["source"])
        for each in row.get("figures", [])
    )


def _template(path: Path) -> None:
    content = path.read_text("utf-8-sig")
    digest = hashlib.sha256(content.encode()).hexdigest()
    name, purpose = TEMPLATES.get(path.stem, ((path.stem, path.stem), ("", "")))
    if TemplateFile.objects.filter(code=path.stem, digest=digest).exists():
        return
    TemplateFile.objects.update_or_create(
        code=path.stem,
        defaults={
            "name_zh": name[0], "name_en": name[1], "purpose_zh": purpose[0], "purpose_en": purpose[1],
            "rows": sum(1 for _row in csv.reader(io.StringIO(content))) - 1, "digest": digest, "content": content,
            "loaded_at": clock.now(),
        },
    )  # fmt: skip
