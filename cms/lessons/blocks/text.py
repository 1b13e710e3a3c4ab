"""Plain reading text under a heading."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said


class Text(blocks.StructBlock):
    """Plain reading text under a heading."""

    title = Line(label=_("Title"))
    paragraphs = blocks.ListBlock(Paragraph(), label=_("Paragraphs"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Prose")
        description = _("A heading and plain paragraphs.")
        template = "cms/lessons/blocks/text.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("收货不是抄送货单", "Receiving is not copying the delivery note"),
            "paragraphs": [said("收货单写的是我们看到了什么。", "The receipt says what we saw.")],
        }
        value_class = TitledValue
