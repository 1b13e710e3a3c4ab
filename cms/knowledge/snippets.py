"""The few words around a hit, with the hit marked. Pure: texts in, safe text out."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

AROUND = 60
"""characters on either side: two lines on a phone"""
LONGEST_PIECE = 40


def snippet(text: str, words: str) -> SafeString:
    """Return the passage of `text` where `words` first occur, each occurrence in `<mark>`; else its beginning."""
    pattern = _pattern(words)
    found = pattern.search(text) if pattern else None
    at = found.start() if found else 0
    start, end = max(0, at - AROUND), min(len(text), at + 2 * AROUND)
    passage = " ".join(text[start:end].split())
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(f"{before}{highlighted(passage, words)}{after}")  # noqa: S308 - escaped by `highlighted`


def highlighted(text: str, words: str) -> SafeString:
    """Escape the text and mark each occurrence of the words."""
    pattern = _pattern(words)
    if pattern is None:
        return escape(text)
    parts, last = [], 0
    for found in pattern.finditer(text):
        parts += [escape(text[last : found.start()]), f"<mark>{escape(found.group())}</mark>"]
        last = found.end()
    return mark_safe("".join([*parts, escape(text[last:])]))  # noqa: S308 - every part is escaped above


def _pattern(words: str) -> re.Pattern[str] | None:
    asked = [word[:LONGEST_PIECE] for word in words.split() if word.strip()]
    if not asked:
        return None
    pieces: list[str] = []
    for word in sorted(asked, key=len, reverse=True):
        pieces.append(re.escape(word))
        if not word.isascii():
            pieces += [re.escape(word[at : at + 2]) for at in range(len(word) - 1)]
        elif len(word) > len("ies") and word.endswith("s"):
            pieces.append(re.escape(word[:-1]))
    whole = [rf"\b{piece}" if piece[0].isascii() and piece[0].isalnum() else piece for piece in pieces]
    return re.compile("|".join(dict.fromkeys(whole)), re.IGNORECASE)
