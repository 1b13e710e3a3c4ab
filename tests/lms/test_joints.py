"""What stands between two words of a page is a text too: a comma, a colon and a bracket are not the same in Chinese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from lms.settings.env import PROJECT

PACKAGES = ("lms", "curricula", "scenarios", "cms", "reporting")
# Whole sentences carry their own; the printed report chooses by its own language, not by the reader's.
CARRIED = re.compile(
    r"\{% blocktranslate.*?\{% endblocktranslate %\}"
    r'|\{% if lang == "en" %\}.*?\{% else %\}.*?\{% endif %\}'
    r'|(?<= )(?:style|class|href|id|name|value|data-[\w-]+|hx-[\w-]+)="[^"]*"',
    re.DOTALL,
)
JOINT = re.compile(r"(?:\}\}|%\}|</\w+>)(?:, |: |; | \()(?=\{\{|\{%)(?P<after>.{40})")
# A zone and a percentage are Latin, and Latin brackets are theirs.
LATIN = re.compile(r"^\{\{ [\w.]*zone|percent_of")


def _joints(page: str) -> list[str]:
    bare = CARRIED.sub("{% carried %}", page)
    return [found.group() for found in JOINT.finditer(bare) if not LATIN.search(found["after"])]


def test_no_page_joins_two_words_by_punctuation_of_its_own() -> None:
    pages = [page for package in PACKAGES for page in sorted((PROJECT / package).rglob("*.html"))]
    found = {str(page.relative_to(PROJECT)): _joints(page.read_text(encoding="utf-8")) for page in pages}

    assert {page: joints for page, joints in found.items() if joints} == {}


def test_a_joint_of_its_own_would_be_found() -> None:
    spoiled = "{{ one.name }}: {{ one.reason }} and so on, well behind the end of the line"
    translated = '{{ one.name }}{% translate ": " %}{{ one.reason }} and so on, well behind the end of the line'

    assert [joint[:8] for joint in _joints(spoiled)] == ["}}: {{ o"]
    assert _joints(translated) == []


# Code whose texts somebody reads on a page.
READ = (
    "scenarios/sandbox", "scenarios/drills", "scenarios/authoring", "scenarios/grading/assertions",
    "cms", "curricula", "reporting/dashboards", "reporting/my_path", "lms/records", "lms/foundation/accounts",
)  # fmt: skip
# What speaks to a terminal, a database, a file or the trail has one language, and joins as that does.
SPEAKS_ONE = frozenset(
    {"management", "migrations", "loading.py", "storing.py", "verifying.py", "trail.py"}
    | {"assigning.py", "answering.py", "syncing.py", "waiving.py"}
)
JOINTS = (", ", "; ", ": ", " (")


def _joined_by_hand(source: str) -> Iterator[str]:
    """Lists put together by punctuation of one language, and values with it between them.

    Not what a row calls itself, and not the half of a choice that stands beside its Chinese.
    """
    for node in _read_on_a_page(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
            if isinstance(node.func.value, ast.Constant) and node.func.value.value in JOINTS:
                yield ast.unparse(node)
        elif isinstance(node, ast.JoinedStr):
            between = [isinstance(part, ast.Constant) and part.value in JOINTS for part in node.values[1:-1]]
            if any(between):
                yield ast.unparse(node)


def _read_on_a_page(node: ast.AST) -> Iterator[ast.AST]:
    is_chosen = isinstance(node, ast.IfExp) and "chinese" in ast.unparse(node.test)
    is_text = isinstance(node, ast.Call) and ast.unparse(node.func) in {"Text", "Words"}
    if is_chosen or is_text or (isinstance(node, ast.FunctionDef) and node.name == "__str__"):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _read_on_a_page(child)


def _read_code() -> Iterator[Path]:
    for place in READ:
        for path in sorted((PROJECT / place).rglob("*.py")):
            if SPEAKS_ONE.isdisjoint(path.relative_to(PROJECT).parts):
                yield path


def test_no_code_of_a_page_joins_two_words_by_punctuation_of_its_own() -> None:
    found = {
        str(path.relative_to(PROJECT)): list(_joined_by_hand(path.read_text(encoding="utf-8"))) for path in _read_code()
    }

    assert {"scenarios/sandbox/folded.py", "curricula/processes/comparing.py"} <= set(found)
    assert {path: joints for path, joints in found.items() if joints} == {}


def test_a_joint_of_its_own_in_code_would_be_found() -> None:
    spoiled = 'def said(a, b, c):\n    return ", ".join(c), f"{a}: {b}", f"{a} ({b})", f"{a} {b}"\n'
    chosen = 'def said(a, b, c):\n    return f"{a}：{b}" if is_chinese() else f"{a}: {b}", words.listed(c)\n'

    assert list(_joined_by_hand(spoiled)) == ["', '.join(c)", "f'{a}: {b}'", "f'{a} ({b})'"]
    assert list(_joined_by_hand(chosen)) == []
