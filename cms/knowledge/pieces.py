"""Cutting texts into the pieces that a search compares. Pure, and the same for what is filed and what is asked.

Chinese has no blanks between words, so each pair of neighbouring characters is a piece, and each character too. Codes
(P2P-40, LOT_EXPIRED, lot.expiry_date) are one piece and their parts. Chinese pieces are written as hexadecimal, because
databases disagree about which characters make a word.
"""

import re
import unicodedata
from collections.abc import Iterable

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_HAN}]+|[a-z0-9]+(?:[-_./][a-z0-9]+)*")
_JOINTS = re.compile(r"[-_./]")
# Words that stand in every English question and tell nothing apart.
COMMON = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "may",
        "me",
        "my",
        "not",
        "of",
        "on",
        "or",
        "that",
        "the",
        "there",
        "this",
        "to",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "with",
        "you",
        "your",
    ]
)
SHORTEST_PLURAL = 4


def pieces_filed(*texts: str) -> str:
    """All pieces of the texts, for the index."""
    found: list[str] = []
    for token in _tokens(texts):
        found += _han_filed(token) if _is_han(token) else _latin_filed(token)
    return " ".join(found)


def pieces_asked(words: str) -> list[str]:
    """The pieces that a hit has to hold, each once; common English words are left out unless nothing else is asked."""
    found: list[str] = []
    for token in _tokens([words]):
        found += _han_asked(token) if _is_han(token) else [_latin_asked(token)]
    telling = [piece for piece in found if piece not in COMMON]
    return list(dict.fromkeys(telling or found))


def _tokens(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def _is_han(token: str) -> bool:
    return not token[0].isascii()


def _hex(characters: str) -> str:
    return "h" + "".join(f"{ord(character):04x}" for character in characters)


def _han_filed(run: str) -> list[str]:
    return [_hex(one) for one in run] + [_hex(run[at : at + 2]) for at in range(len(run) - 1)]


def _han_asked(run: str) -> list[str]:
    return [_hex(run)] if len(run) == 1 else [_hex(run[at : at + 2]) for at in range(len(run) - 1)]


def _latin_filed(token: str) -> list[str]:
    parts = [_stem(part) for part in _JOINTS.split(token)]
    return parts if len(parts) == 1 else [*parts, _latin_asked(token)]


def _latin_asked(token: str) -> str:
    return _stem(_JOINTS.sub("", token))


def _stem(word: str) -> str:
    """The word without the ending of its plural: receipts finds receipt."""
    if len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
