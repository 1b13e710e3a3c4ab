"""From each requirement to the tests that claim to prove it, read from the tests themselves."""

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lms.settings.env import PROJECT

ROW = re.compile(r"^- \*\*(?P<id>[AB]\d+)\*\* \((?P<kind>[CXIP])\) (?P<text>.+)$")


class Command(BaseCommand):
    """Print the table; `--markdown FILE` writes it, `--missing` lists what no test names."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --markdown and --missing."""
        parser.add_argument("--markdown", metavar="FILE", help="write the table as Markdown")
        parser.add_argument("--missing", action="store_true", help="list only rows that no test names")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, count, say."""
        rows, proofs = read_requirements(), read_proofs(PROJECT / "tests")
        unknown = sorted(set(proofs) - {row["id"] for row in rows})
        lines = ["| id | requirement | proved by |", "|---|---|---|"]
        for row in rows:
            names = proofs.get(row["id"], [])
            if options["missing"] and names:
                continue
            lines.append(f"| {row['id']} | {row['text']} | {'<br>'.join(names) or '–'} |")
        if options["markdown"]:
            Path(options["markdown"]).write_text(
                "# From requirement to test\n\n" + "\n".join(lines) + "\n", encoding="utf-8"
            )
        else:
            self.stdout.write("\n".join(lines))
        self.stdout.write(f"{sum(1 for row in rows if row['id'] in proofs)} of {len(rows)} rows are named by tests.")
        if unknown:
            self.stdout.write(f"Tests name rows that do not exist: {', '.join(unknown)}")


def read_requirements() -> list[dict[str, str]]:
    """The rows of docs/requirements.md, in order: id, kind, text."""
    text = (PROJECT / "docs" / "requirements.md").read_text(encoding="utf-8")
    return [match.groupdict() for line in text.splitlines() if (match := ROW.match(line))]


def read_proofs(folder: Path) -> dict[str, list[str]]:
    """Requirement id → tests marked with it (`path::test`); a mark on a module counts for each of its tests."""
    proofs: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        of_module = _module_ids(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                own = [requirement for mark in node.decorator_list for requirement in _ids(mark)]
                for requirement in dict.fromkeys([*of_module, *own]):
                    proofs[requirement].append(f"{path.relative_to(folder.parent)}::{node.name}")
    return proofs


def _module_ids(tree: ast.Module) -> list[str]:
    """What `pytestmark = …` names, as one mark or as a list of marks."""
    found: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(getattr(one, "id", "") == "pytestmark" for one in node.targets):
            marks = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
            found += [requirement for mark in marks for requirement in _ids(mark)]
    return found


def _ids(mark: ast.expr) -> list[str]:
    if not (isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "requirement"):
        return []
    return [str(argument.value) for argument in mark.args if isinstance(argument, ast.Constant)]
