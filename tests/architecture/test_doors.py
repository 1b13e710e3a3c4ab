"""Another package is entered by its api.py (or its tables, where a foreign key needs them), and by nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY_ABOVE = ("lms.exchange", "reporting")
ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("lms.foundation", "curricula", "lms.records", "scenarios", "cms", "reporting", "lms.exchange")
# The design's words are a door of their own: whoever draws may draw with them.
DOORS = ("api", "models", "templatetags")
# Django and the roof enter by these names; nobody else may.
ROOF = (
    "lms.urls",
    "lms.context",
    "lms.navigation",
    "lms.home",
    "lms.catalogue",
    "lms.settings",
    "lms.demo",
    "lms.bench",
    "lms.management",
)


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for package in ("lms", "curricula", "scenarios", "cms", "reporting"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts and "data" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _package_of(module: str) -> str:
    return next((package for package in PACKAGES if module == package or module.startswith(f"{package}.")), "")


def test_packages_are_entered_by_their_doors() -> None:
    trespasses = []
    for module, tree in _modules():
        if module.startswith(ROOF) or module.endswith(".apps"):
            continue
        home = _package_of(module)
        for target in _imports(tree):
            package = _package_of(target)
            if not package or package == home:
                continue
            entered = target.removeprefix(package).lstrip(".").split(".")[0]
            if entered not in DOORS:
                trespasses.append(f"{module} imports {target}")
    assert trespasses == []


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_door_promises_is_there(package: str) -> None:
    module = (
        __import__(f"{package}.api", fromlist=["*"]) if (ROOT / package.replace(".", "/") / "api.py").exists() else None
    )
    if module is None:
        assert package in NOBODY_ABOVE, f"{package} has no door"
        return
    for name in module.__all__:
        assert getattr(module, name) is not None
