"""What stands between two words of a page is a text too: a comma, a colon and a bracket are not the same in Chinese."""

import re

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
