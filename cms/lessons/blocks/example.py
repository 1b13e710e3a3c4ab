"""A worked example: what is given, the sums line by line, and what follows."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said, wordings


class ExampleValue(TitledValue):
    """A worked example."""

    @property
    def given_lines(self) -> list[str]:
        """What is given, in the reader's language."""
        return wordings(self["given"])


class Sum(blocks.StructBlock):
    """One line of the calculation."""

    label = Line(label=_("What is calculated"))
    value = blocks.CharBlock(label=_("Sum"), help_text=_("Such as 1,000 × 105% = 1,050."))


class Example(blocks.StructBlock):
    """A worked example with real figures."""

    title = Line(label=_("Title"))
    given = blocks.ListBlock(Paragraph(), label=_("Given"), required=False, default=[])
    sums = blocks.ListBlock(Sum(), label=pgettext_lazy("sum", "Lines"))
    result = Paragraph(label=_("Result"))

    class Meta:
        icon = "tasks"
        label = _("Worked example")
        group = _("Practice")
        description = _("Given, sums and result, with figures that can be checked.")
        template = "cms/lessons/blocks/example.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("超交", "Over-delivery"),
            "given": [said("订单 1,000 件，容差 5%。", "Order 1,000 pieces, tolerance 5 %.")],
            "sums": [{"label": said("最多可收", "The most that may be received"), "value": "1,000 × 105% = 1,050"}],
            "result": said("收 1,050 件。", "Receive 1,050 pieces."),
        }
        value_class = ExampleValue
