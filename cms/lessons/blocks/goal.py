"""The business goal a lesson serves; it comes before the first step."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said


class Goal(blocks.StructBlock):
    """The business goal a lesson serves; it comes before the first step."""

    title = Line(label=_("Title"))
    paragraphs = blocks.ListBlock(Paragraph(), label=_("Paragraphs"))

    class Meta:
        icon = "crosshairs"
        label = _("Business goal")
        group = _("Prose")
        description = _("Why this matters to the company; stands before everything else.")
        template = "cms/lessons/blocks/goal.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("业务目标", "Business goal"),
            "paragraphs": [
                said("让每一件进厂的物料都有正确的身份。", "Give each item that enters the plant the right identity.")
            ],
        }
        value_class = TitledValue
