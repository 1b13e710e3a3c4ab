"""Check characters: the unified social credit code (GB 32100) and the GS1 check digit of a GTIN."""

import unicodedata

USCC_LENGTH = 18
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 signs that the code may hold: digits and capitals without I, O, S, V and Z."""
USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(USCC_LENGTH - 1))
GTIN_LENGTHS = (8, 12, 13, 14)


def half_width(text: str) -> str:
    """The text with full-width letters, digits and brackets made plain, and without spaces around it."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def uscc_check_character(body: str) -> str:
    """The check character of the first seventeen signs; "" if they are not seventeen allowed signs."""
    if len(body) != USCC_LENGTH - 1 or any(sign not in USCC_SIGNS for sign in body):
        return ""
    total = sum(USCC_SIGNS.index(sign) * weight for sign, weight in zip(body, USCC_WEIGHTS, strict=True))
    return USCC_SIGNS[-total % len(USCC_SIGNS)]


def is_valid_uscc(text: str) -> bool:
    """Whether the text, full-width or not, is a unified social credit code whose last sign agrees with the others."""
    code = half_width(text).upper()
    return len(code) == USCC_LENGTH and uscc_check_character(code[:-1]) == code[-1]


def gs1_check_digit(body: str) -> str:
    """The check digit that completes the digits of a GTIN; "" if they are not digits."""
    if not body or not (body.isascii() and body.isdigit()):
        return ""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def is_valid_gtin(text: str) -> bool:
    """Whether the text is a GTIN of a known length with the right check digit."""
    return len(text) in GTIN_LENGTHS and gs1_check_digit(text[:-1]) == text[-1]
