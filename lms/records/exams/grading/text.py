"""When two texts are the same: outer blanks, case and character width do not count, in any language."""

import unicodedata


def normalised(text: str) -> str:
    """The text trimmed, its runs of blanks made one, half-width and case-folded."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def is_one_of(given: str, accepted: tuple[str, ...]) -> bool:
    """Whether the text is one of the accepted ones; nothing at all never is."""
    return bool(given.strip()) and normalised(given) in {normalised(text) for text in accepted}
