"""Fields of the data dictionary as the lesson teaches them; each links to its entry."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said


class Field(blocks.StructBlock):
    """One field, worded as on the day the lesson was published: a revision must open as it was."""

    code = blocks.CharBlock(
        label=_("Field"), help_text=_("Code of the field in the dictionary, such as lot.expiry_date.")
    )
    name = Line(label=_("Name"))
    meaning = Paragraph(label=pgettext_lazy("of a field", "Meaning"))
    source = blocks.CharBlock(label=_("Source"), required=False)
    rule = Paragraph(label=_("Rule"))


class Dictionary(blocks.StructBlock):
    """Fields that the lesson uses."""

    title = Line(label=_("Title"))
    fields = blocks.ListBlock(Field(), label=_("Fields"))

    class Meta:
        icon = "table"
        label = _("Dictionary fields")
        group = _("Practice")
        description = _("Fields of the data dictionary with meaning, source and rule.")
        template = "cms/lessons/blocks/dictionary.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("本课用到的字段", "Fields in this lesson"),
            "fields": [
                {
                    "code": "lot.supplier_lot",
                    "name": said("供应商批号", "Supplier lot"),
                    "meaning": said("供应商标签上的批号。", "The lot on the supplier's label."),
                    "source": "ERP",
                    "rule": said("必填。", "Required."),
                }
            ],
        }
        value_class = TitledValue
