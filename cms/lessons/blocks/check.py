"""A question to oneself: one right answer, and feedback. It marks nobody; exams do that."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said, wordings


@dataclass(frozen=True)
class Question:
    """A check as the page asks it, in one language."""

    heading: str
    stem: str
    options: tuple[str, ...]
    right: int
    feedback: str


class CheckValue(TitledValue):
    """A check question."""

    @property
    def question(self) -> Question:
        """The question in the reader's language; `right` counts from 0, -1 where the author marked no answer."""
        right = next((number for number, option in enumerate(self["options"]) if option["is_right"]), -1)
        options = tuple(wordings(option["text"] for option in self["options"]))
        return Question(self.heading, self["stem"].text, options, right, self["feedback"].text)


class Option(blocks.StructBlock):
    """One answer."""

    text = Line(label=_("Answer"))
    is_right = blocks.BooleanBlock(label=_("This is the right answer"), required=False)


class Check(blocks.StructBlock):
    """A question with one right answer."""

    title = Line(label=_("Title"))
    stem = Paragraph(label=_("Question"))
    options = blocks.ListBlock(Option(), label=pgettext_lazy("to choose from", "Answers"), min_num=2)
    feedback = Paragraph(label=_("Feedback"))

    class Meta:
        icon = "help"
        label = _("Check question")
        group = _("Practice")
        description = _("A question with one right answer and feedback; it does not count.")
        template = "cms/lessons/blocks/check.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("想一想", "Check yourself"),
            "stem": said(
                "周一 200 件、周三 300 件，有几个检验批？",
                "200 pieces on Monday, 300 on Wednesday: how many inspection lots?",
            ),
            "options": [
                {"text": said("一个", "One"), "is_right": False},
                {"text": said("两个", "Two"), "is_right": True},
            ],
            "feedback": said("检验批按收货行生成。", "Inspection lots follow receipt lines."),
        }
        value_class = CheckValue

    def clean(self, value: CheckValue) -> CheckValue:
        """Refuse a question without exactly one right answer."""
        cleaned: CheckValue = super().clean(value)
        if sum(bool(option["is_right"]) for option in cleaned["options"]) != 1:
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Mark exactly one answer as right; the page needs it for its feedback.")]
            )
        return cleaned
