"""Old habits and the new way beside each other."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said


class Pair(blocks.StructBlock):
    """One habit and what replaces it."""

    old = Paragraph(label=_("Old habit"))
    new = Paragraph(label=_("New way"))


class OldNew(blocks.StructBlock):
    """Old habits and the new way."""

    title = Line(label=_("Title"))
    pairs = blocks.ListBlock(Pair(), label=_("Pairs"))

    class Meta:
        icon = "redirect"
        label = _("Old habit, new way")
        group = _("Practice")
        description = _("What was done, and what is done now.")
        template = "cms/lessons/blocks/old_new.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("旧习惯与新做法", "Old habit and new way"),
            "pairs": [
                {
                    "old": said("照送货单录数量。", "Enter the quantity from the note."),
                    "new": said("清点后录入。", "Count, then enter."),
                }
            ],
        }
        value_class = TitledValue
