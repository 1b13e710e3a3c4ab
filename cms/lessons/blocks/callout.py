"""Something that must not be overlooked: a tip, a warning or a rule."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said

TONES = [("tip", _("Tip")), ("warning", _("Warning")), ("rule", _("Rule"))]
NOTE_TONES = {"tip": "info", "warning": "risk", "rule": "none"}
ICONS = {"tip": "lightbulb", "warning": "triangle-alert", "rule": "shield-check"}


class CalloutValue(TitledValue):
    """A callout and how its tone is drawn."""

    @property
    def note_tone(self) -> str:
        """Tone of the design's note."""
        return NOTE_TONES.get(self["tone"], "none")

    @property
    def sign(self) -> str:
        """Name of the icon beside it."""
        return ICONS.get(self["tone"], "info")

    @property
    def tone_word(self) -> str:
        """The tone as a word: colour alone says nothing."""
        return str(dict(TONES).get(self["tone"], ""))


class Callout(blocks.StructBlock):
    """Something that must not be overlooked."""

    tone = blocks.ChoiceBlock(choices=TONES, default="tip", label=_("Tone"))
    title = Line(label=_("Title"))
    paragraphs = blocks.ListBlock(Paragraph(), label=_("Paragraphs"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        group = _("Prose")
        description = _("A tip, a warning or a rule that must not be overlooked.")
        template = "cms/lessons/blocks/callout.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "tone": "warning",
            "title": said("三个不许", "Three things not to do"),
            "paragraphs": [said("不许把超交拆成两次收货。", "Do not split an over-delivery into two receipts.")],
        }
        value_class = CalloutValue
