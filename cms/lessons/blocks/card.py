"""One thought on one card, as micro-lessons are made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said


class Card(blocks.StructBlock):
    """One thought on one card, as micro-lessons are made of."""

    title = Line(label=_("Title"))
    paragraphs = blocks.ListBlock(Paragraph(), label=_("Paragraphs"))

    class Meta:
        icon = "mobile-alt"
        label = _("Card")
        group = _("Prose")
        description = _("One thought on one card; the unit of a micro-lesson.")
        template = "cms/lessons/blocks/card.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("看失效日期", "Look at expiry"),
            "paragraphs": [said("系统按失效日期从早到晚给批次。", "The system lists lots by expiry.")],
        }
        value_class = TitledValue
