"""A procedure: what is done, on which screen, by which job role."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.lessons.blocks.bilingual import BilingualValue, Line, Paragraph, TitledValue, said


class StepValue(blocks.StructValue):
    """One step of the procedure."""

    @property
    def text(self) -> str:
        """What is done, in the reader's language."""
        return self["action"].text

    @property
    def screen_words(self) -> str:
        """The screen's name in the reader's language, where it is known."""
        name: BilingualValue = self["screen_name"]
        return name.text


class OptionalLine(Line):
    """A short text that may be left out."""

    zh = blocks.CharBlock(label=_("Chinese"), required=False)
    en = blocks.CharBlock(label=_("English"), required=False)


class Step(blocks.StructBlock):
    """One step of a procedure."""

    screen = blocks.CharBlock(label=_("Screen"), required=False)
    screen_name = OptionalLine(label=_("Name of the screen"), required=False)
    role = blocks.CharBlock(label=_("Job role"), required=False, help_text=_("Code of the job role, such as RECV."))
    action = Paragraph(label=_("What is done"))

    class Meta:
        value_class = StepValue


class Steps(blocks.StructBlock):
    """A procedure in numbered steps."""

    title = Line(label=_("Title"))
    moves = blocks.ListBlock(Step(), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = _("Practice")
        description = _("Numbered steps with their screen and job role.")
        template = "cms/lessons/blocks/steps.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("收货到上架", "From dock to shelf"),
            "moves": [
                {
                    "screen": "GR",
                    "screen_name": said("收货", "Goods receipt"),
                    "role": "RECV",
                    "action": said("清点或称量，录实收数量和单位。", "Count or weigh, and enter quantity and unit."),
                }
            ],
        }
        value_class = TitledValue
