"""What to take away."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said, wordings


class SummaryValue(TitledValue):
    """A summary."""

    @property
    def point_lines(self) -> list[str]:
        """The points in the reader's language."""
        return wordings(self["points"])


class Summary(blocks.StructBlock):
    """What to take away, in a few points."""

    title = Line(label=_("Title"))
    points = blocks.ListBlock(Paragraph(), label=_("Points"))

    class Meta:
        icon = "clipboard-list"
        label = _("Summary")
        group = _("Prose")
        description = _("What to take away, in a few points.")
        template = "cms/lessons/blocks/summary.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("小结", "Summary"),
            "points": [said("以实物为准。", "The goods decide.")],
        }
        value_class = SummaryValue
