"""Texts of a block in both languages: one place in the lesson, two wordings. No block kinds live here."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from lms.foundation.api import pick


class BilingualValue(blocks.StructValue):
    """A text in both languages, read in the language of the page."""

    @property
    def text(self) -> str:
        """The wording in the reader's language; the other one where that is missing."""
        return pick(self.get("zh") or "", self.get("en") or "")


class Line(blocks.StructBlock):
    """A short text: a title, a label, an answer."""

    zh = blocks.CharBlock(label=_("Chinese"))
    en = blocks.CharBlock(label=_("English"))

    class Meta:
        icon = "title"
        label = _("Line")
        value_class = BilingualValue


class Paragraph(blocks.StructBlock):
    """A paragraph of plain text."""

    zh = blocks.TextBlock(label=_("Chinese"), rows=3)
    en = blocks.TextBlock(label=_("English"), rows=3)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        value_class = BilingualValue


def wordings(texts: Iterable[BilingualValue]) -> list[str]:
    """Return the texts in the reader's language, in order."""
    return [text.text for text in texts]


class TitledValue(blocks.StructValue):
    """A block with a title and, mostly, paragraphs."""

    @property
    def heading(self) -> str:
        """The title in the reader's language."""
        return self["title"].text

    @property
    def lines(self) -> list[str]:
        """The paragraphs in the reader's language."""
        return wordings(self["paragraphs"])


def said(zh: str, en: str) -> dict[str, str]:
    """Return a text as the blocks keep it; for previews and loaders."""
    return {"zh": zh, "en": en}
