"""The coding rule: type and five running digits within the type's range, each code once, none that was retired."""

import re
from collections import Counter
from collections.abc import Collection, Mapping

CODE = re.compile(r"(FG|SF|RM|PK)-([0-9]{5})")
CODE_RANGES: Mapping[str, tuple[int, int]] = {
    "RM": (16000, 16999),
    "SF": (26000, 26999),
    "FG": (36000, 36999),
    "PK": (46000, 46999),
}


def fits_rule(code: str, kind: str) -> bool:
    """Whether a code is spelled as the rule says and lies in the range of its type."""
    found = CODE.fullmatch(code)
    if found is None or found[1] != kind:
        return False
    low, high = CODE_RANGES[kind]
    return low <= int(found[2]) <= high


def sound_codes(codes: Mapping[str, str], kinds: Mapping[str, str], retired: Collection[str]) -> frozenset[str]:
    """The rows whose code fits the rule, is theirs alone, and was never retired."""
    counts = Counter(codes.values())
    return frozenset(
        row
        for row, kind in kinds.items()
        if row in codes and fits_rule(codes[row], kind) and counts[codes[row]] == 1 and codes[row] not in retired
    )
