"""Setting pages as PDF: the printing library loaded once and cheaply, and our own markup read without guessing."""

import ctypes.util
import subprocess
import zlib
from copy import copy
from functools import cache
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

FORBIDDEN_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""characters that no XML may hold and no paper can show"""
COMPRESSION = 6
"""of 9"""
FONT_OF_STYLE = "_plimsoll_font_description"
STRUT_OF_STYLE = "_plimsoll_strut"
FOOTNOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}


@cache
def weasyprint() -> Any:
    """The library; its first use takes about a second, which only those pay who print.

    It looks for six shared libraries under several names each, and for every name that is none the standard finder starts a compiler
    and a linker: half a second in all. The loader's own list, asked once, knows the same.
    """
    thorough, known = ctypes.util.find_library, _libraries()
    if known:
        ctypes.util.find_library = lambda name: known.get(f"lib{name}") or known.get(name)
    try:
        import weasyprint as library  # late: see above
    finally:
        ctypes.util.find_library = thorough
    _prepare_each_line_once(library.text.line_break)
    _measure_each_style_once(library.layout.inline)
    # The writer asks for level 9, which takes three times as long for two hundredths of the file.
    library.pdf.pydyf.zlib = SimpleNamespace(
        compress=zlib.compress, compressobj=lambda level: zlib.compressobj(COMPRESSION)
    )
    return library


def _prepare_each_line_once(line_break: Any) -> None:
    """Keep a line as it was laid out until it is drawn, and the description of a font with the style that asks for it.

    The library drops both to save memory and makes them anew: an eighth of a page's time. The outcome is the same to the byte.
    """
    described = line_break.get_font_description

    def font_of(style: Any) -> Any:
        kept = vars(style)
        if FONT_OF_STYLE not in kept:
            kept[FONT_OF_STYLE] = described(style)
        return kept[FONT_OF_STYLE]

    def ready_to_draw(layout: Any, style: Any) -> None:
        if layout.justification_spacing:  # only known once the line was laid out
            layout.setup(style)
            layout.set_text(layout.text, justify=True)

    line_break.get_font_description = font_of
    line_break.Layout.deactivate = lambda layout: None
    line_break.Layout.reactivate = ready_to_draw


def _measure_each_style_once(inline: Any) -> None:
    """Keep the height of an empty line with its style. The library keeps it too, under a text of sixteen properties made at each look."""
    measured = inline.strut

    def strut_of(style: Any) -> Any:
        kept = vars(style)
        if STRUT_OF_STYLE not in kept:
            kept[STRUT_OF_STYLE] = measured(style)
        return kept[STRUT_OF_STYLE]

    inline.strut = strut_of


def page_of(markup: str, base_url: str) -> Any:
    """A page to print from well-formed `markup` (every tag closed, SVG with its namespace), some forty times as fast as from any HTML.

    Refuses (ElementTree.ParseError) what is not well-formed. Characters that no document may hold are left out. Footnotes are not
    styled: none of our documents has any.
    """
    root = ElementTree.fromstring(markup.translate(FORBIDDEN_IN_XML))  # noqa: S314 - our own template, which declares no entities
    return _page_class()(root, base_url)


@cache
def _page_class() -> Any:
    from cssselect2 import ElementWrapper  # late, as the library that it belongs to

    library = weasyprint()

    class WellFormedPage(library.HTML):  # type: ignore[misc, name-defined]  # the class is only known once it is loaded
        """The library's page, made from a tree instead of bytes."""

        def __init__(self, root: ElementTree.Element, base_url: str) -> None:
            self.base_url = base_url
            self.url_fetcher = library.urls.URLFetcher()
            self.media_type = "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [_without_footnotes(sheet) for sheet in super()._ua_stylesheets(forms)]

    return WellFormedPage


@cache
def _without_footnotes(sheet: Any) -> Any:
    """The library's own stylesheet less five rules that give every element of a page five styles more, should it be a footnote."""
    slim = copy(sheet)
    slim.matcher = copy(sheet.matcher)
    slim.matcher.other_selectors = [
        selector for selector in sheet.matcher.other_selectors if selector[3] not in FOOTNOTES
    ]
    return slim


def _libraries() -> dict[str, str]:
    """Name without version, by the file the loader would open; empty where there is no such list."""
    try:
        listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return {}  # another system: the standard finder does it, slowly
    files = [line.split()[0] for line in listed.splitlines()[1:] if "=>" in line]
    return {file.partition(".so")[0]: file for file in reversed(files)}
