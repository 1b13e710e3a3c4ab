"""Names of files as people find them again: readable, and accepted by every system that may receive them."""

import re

LONGEST_NAME = 80
"""characters; some systems count bytes and end at 255, and a Chinese character takes three"""
_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def file_name(title: str, ending: str) -> str:
    """Return the title as a file name: without what a system refuses, without marks that turn the direction of writing."""
    name = " ".join(_REFUSED.sub(" ", title).split())[:LONGEST_NAME].strip(" .")
    return f"{name or 'Plimsoll'}.{ending}"
