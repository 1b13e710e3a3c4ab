"""Company names made comparable: width, brackets, spaces, legal form and the town set aside."""

import re

from scenarios.migration.identifiers import half_width

LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司", "公司")
"""The longest first: each is stripped once from the end."""
_BRACKET = re.compile(r"[（(]([^（）()]*)[）)]")
_SPACE = re.compile(r"\s+")


def plain_name(name: str) -> str:
    """The name half-width and without any space: `百川高分 子材料（济南）` is `百川高分子材料(济南)`."""
    return _SPACE.sub("", half_width(name))


def core_name(name: str, town: str = "") -> str:
    """What is left to compare: no legal form, no bracketed town, no town in front."""
    plain = _BRACKET.sub(lambda found: "" if found[1] == town else found[1], plain_name(name))
    for form in LEGAL_FORMS:
        if plain.endswith(form):
            plain = plain.removesuffix(form)
            break
    return plain.removeprefix(town) if town and len(plain) > len(town) else plain


def digits(text: str) -> str:
    """The digits of a telephone number or account, whatever parts them."""
    return "".join(sign for sign in half_width(text) if sign.isdigit())
