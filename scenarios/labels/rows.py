"""A company's own words from a spreadsheet: read, checked whole, and refused whole when anything is wrong."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scenarios.grading.text import Text
from scenarios.labels.pack import LabelPack, label_pack, laid_over

COLUMNS = ("key", "zh", "en", "words")
PLACE = re.compile(r"\{(\w+)\}")

NO_HEADER = Text(
    "第一行要有 key、zh、en 三列（words 可选）。",
    "The first row must name the columns key, zh and en (words may follow).",
)
UNKNOWN_KEY = Text(
    "没有“{value}”这个键。模板列出了全部键。", "There is no key “{value}”. The template lists all of them."
)
TWICE = Text("键“{value}”出现了两次。", "The key “{value}” stands there twice.")
HALF = Text("中文和英文都要填写。", "Both the Chinese and the English word are needed.")
FORMULA = Text("单元格是公式。请改为填写文字。", "The cell is a formula. Write the word itself.")
PLACES = Text(
    "占位符 {value} 不在原句里，系统无法填写。",
    "The place {value} is not in the original sentence; nothing can fill it.",
)
SHARED = Text(
    "“{value}”已用于命令 {other}，命令框无法区分。",
    "“{value}” already means the command {other}; the command field could not tell them apart.",
)


@dataclass(frozen=True)
class RowProblem:
    """What is wrong: the row as the spreadsheet counts, the column, and a sentence."""

    row: int
    column: str
    sentence: Text


@dataclass(frozen=True)
class LabelRows:
    """What a spreadsheet holds: labels by key, or everything that is wrong."""

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[RowProblem, ...] = ()


def read_labels(rows: Sequence[Sequence[str]], *, base: str) -> LabelRows:
    """Labels from rows of text, the header first. Rows whose zh and en are both empty keep the base's words."""
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if not {"key", "zh", "en"} <= set(header):
        return LabelRows(problems=(RowProblem(1, "", NO_HEADER),))
    places = {name: header.index(name) for name in COLUMNS if name in header}
    known = label_pack().labels
    labels: dict[str, Mapping[str, str]] = {}
    lines: dict[str, int] = {}
    problems: list[RowProblem] = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if not any(cells.values()) or not (cells["zh"] or cells["en"] or cells.get("words")):
            continue
        wrong = list(_wrong_in(number, cells, known, labels))
        problems += wrong
        if not wrong:
            labels[cells["key"]] = {name: cells[name] for name in ("zh", "en", "words") if cells.get(name)}
            lines[cells["key"]] = number
    problems += _shared_words(laid_over("new", labels, base), lines)
    return LabelRows({} if problems else labels, tuple(problems))


def _wrong_in(
    number: int,
    cells: Mapping[str, str],
    known: Mapping[str, Mapping[str, str]],
    earlier: Mapping[str, object],
) -> Iterable[RowProblem]:
    key = cells["key"]
    for name, value in cells.items():
        if value.startswith("="):
            yield RowProblem(number, name, FORMULA)
    if key not in known:
        yield RowProblem(number, "key", UNKNOWN_KEY.fill(value=key))
        return
    if key in earlier:
        yield RowProblem(number, "key", TWICE.fill(value=key))
    for name in ("zh", "en"):
        if not cells[name]:
            yield RowProblem(number, name, HALF)
        strange = set(PLACE.findall(cells[name])) - set(PLACE.findall(known[key][name]))
        for place in sorted(strange):
            yield RowProblem(number, name, PLACES.fill(value=f"{{{place}}}"))


def _shared_words(pack: LabelPack, lines: Mapping[str, int]) -> Iterable[RowProblem]:
    """Two commands that one word means: only those are named that the new rows bring about."""
    meant: dict[str, str] = {}
    commands = sorted((key for key in pack.labels if key.startswith("command.")), key=lambda key: key in lines)
    for key in commands:
        for word in pack.words(key):
            other = meant.setdefault(word.casefold(), key)
            if other != key and (key in lines or other in lines):
                place = lines.get(key, lines.get(other, 1))
                yield RowProblem(place, "words", SHARED.fill(value=word, other=other.removeprefix("command.")))
