"""Tryton is under the GPL: it is spoken to over HTTP from outside, and neither imported nor among our own packages."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = {"trytond", "proteus", "relatorio"}
OURS = ("lms", "curricula", "scenarios", "cms", "reporting", "tests")


@pytest.mark.parametrize("package", OURS)
def test_no_module_of_ours_imports_tryton(package: str) -> None:
    found = []
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            found += [f"{path.relative_to(ROOT)}: {name}" for name in names if name.split(".")[0] in FOREIGN]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_trytons_packages_stand_in_a_lock_file_of_their_own(lock: str) -> None:
    def names(file: str) -> set[str]:
        lines = (ROOT / file).read_text("utf-8").splitlines()
        return {line.partition("==")[0] for line in lines if "==" in line and not line.startswith((" ", "#"))}

    assert {name for name in names(lock) if name.startswith(("trytond", "proteus", "relatorio"))} == set()
    tryton = names("requirements-tryton.lock")
    assert {"trytond", "trytond-purchase", "trytond-sale", "trytond-quality"} <= tryton


def test_the_lock_file_names_no_registry_and_hashes_everything() -> None:
    text = (ROOT / "requirements-tryton.lock").read_text("utf-8")
    assert "://" not in text
    packages = [line for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))]
    assert packages
    assert text.count("--hash=sha256:") >= len(packages)
