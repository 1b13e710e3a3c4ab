"""The question bank. A question that changes gets a new version; the old one still opens as it was answered."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from polymorphic.models import PolymorphicModel

from curricula.api import Risk
from curricula.models import Step
from lms.foundation.api import Bilingual
from lms.records.exams.vocabulary import QuestionKind, Thinking, Topic, UseState


class Question(PolymorphicModel):
    """One version of one question. Unique by code and version; its words never change once it is in use.

    Made by the loader of question banks and by the editor in pages. Only the state moves: draft, in use, retired
    when a newer version is in use.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=8, choices=UseState, default=UseState.DRAFT)
    kind = models.CharField(_("type"), max_length=12, choices=QuestionKind)
    step = models.ForeignKey(Step, verbose_name=_("step"), on_delete=models.PROTECT, related_name="questions")
    topic = models.CharField(_("topic"), max_length=12, choices=Topic, blank=True)
    level = models.CharField(pgettext_lazy("of thinking", "level"), max_length=12, choices=Thinking)
    risk = models.CharField(_("risk"), max_length=8, choices=Risk)
    difficulty = models.DecimalField(_("expected difficulty"), max_digits=3, decimal_places=2)
    objective_zh = models.CharField(max_length=300)
    objective_en = models.CharField(max_length=300)
    objective = Bilingual("objective")
    stem_zh = models.TextField()
    stem_en = models.TextField()
    stem = Bilingual("stem")
    # Feedback on the whole question, where the type has no options that carry their own.
    feedback_zh = models.TextField(blank=True)
    feedback_en = models.TextField(blank=True)
    feedback = Bilingual("feedback")
    source = models.CharField(_("source"), max_length=300)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="question_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(state="in_use"), name="one_question_version_in_use"),
            models.CheckConstraint(condition=Q(difficulty__gte=0, difficulty__lte=1), name="difficulty_0_to_1"),
        ]
        indexes = [
            # the draw: what is in use, by step and by topic
            models.Index(fields=["state", "step"], name="questions_in_use"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class SingleQuestion(Question):
    """One of four options is right."""

    class Meta:
        proxy = True


class MultipleQuestion(Question):
    """Two to four of five options are right."""

    class Meta:
        proxy = True


class TrueFalseQuestion(Question):
    """A statement that is true or false."""

    class Meta:
        proxy = True


class SituationalQuestion(Question):
    """One option is best, others are better than nothing, a breach earns nothing."""

    class Meta:
        proxy = True


class OrderingQuestion(Question):
    """Things to put in order."""

    class Meta:
        proxy = True


class MatchingQuestion(Question):
    """Things on the left, each with its one on the right."""

    class Meta:
        proxy = True


class GapFillQuestion(Question):
    """A sentence with gaps."""

    class Meta:
        proxy = True


class ShortTextQuestion(Question):
    """A word or two."""

    class Meta:
        proxy = True


class NumericQuestion(Question):
    """A figure, right within a tolerance."""

    answer = models.DecimalField(max_digits=18, decimal_places=4)
    tolerance = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    unit_zh = models.CharField(max_length=40, blank=True)
    unit_en = models.CharField(max_length=40, blank=True)
    unit = Bilingual("unit")


CLASS_OF_KIND: dict[str, type[Question]] = {
    QuestionKind.SINGLE: SingleQuestion,
    QuestionKind.MULTIPLE: MultipleQuestion,
    QuestionKind.TRUE_FALSE: TrueFalseQuestion,
    QuestionKind.NUMERIC: NumericQuestion,
    QuestionKind.ORDERING: OrderingQuestion,
    QuestionKind.MATCHING: MatchingQuestion,
    QuestionKind.SITUATIONAL: SituationalQuestion,
    QuestionKind.GAP_FILL: GapFillQuestion,
    QuestionKind.SHORT_TEXT: ShortTextQuestion,
}


class QuestionPart(models.Model):
    """A part of one version of a question, named by a key that is unique in it; made and kept with it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="%(class)ss")
    key = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="%(class)s_key_once")]

    def __str__(self) -> str:
        return f"{self.question_id} {self.key}"


class Worded(models.Model):
    """Words shown while answering."""

    text_zh = models.TextField()
    text_en = models.TextField()
    text = Bilingual("text")

    class Meta:
        abstract = True


class Explained(models.Model):
    """Words shown after the result: what follows from this answer at work."""

    feedback_zh = models.TextField(blank=True)
    feedback_en = models.TextField(blank=True)
    feedback = Bilingual("feedback")

    class Meta:
        abstract = True


class Option(QuestionPart, Worded, Explained):
    """One option of a single, multiple, true-or-false or situational question, and what choosing it earns (0 to 1)."""

    credit = models.DecimalField(max_digits=3, decimal_places=2, default=0)

    class Meta(QuestionPart.Meta):
        pass


class OrderingItem(QuestionPart, Worded, Explained):
    """One thing to be put in order; `place` is its right place, from 1."""

    place = models.PositiveSmallIntegerField()

    class Meta(QuestionPart.Meta):
        pass


class MatchRight(QuestionPart, Worded):
    """Something on the right that things on the left belong to; one may be spare."""

    class Meta(QuestionPart.Meta):
        pass


class MatchLeft(QuestionPart, Worded, Explained):
    """Something on the left, and the one it belongs to."""

    right = models.ForeignKey(MatchRight, on_delete=models.CASCADE, related_name="+")

    class Meta(QuestionPart.Meta):
        pass


class Gap(QuestionPart, Explained):
    """A gap in the stem, in the order in which the stem shows them."""

    class Meta(QuestionPart.Meta):
        pass


class AcceptedText(models.Model):
    """A text that counts as right, for a gap or for a short answer (gap empty), in one language."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="accepted_texts")
    gap = models.ForeignKey(Gap, null=True, on_delete=models.CASCADE, related_name="accepted_texts")
    language = models.CharField(max_length=2, choices=[("zh", "zh"), ("en", "en")])
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class CommonError(Explained):
    """A wrong answer met in practice, a figure or a text, and what it would have caused."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="common_errors")
    position = models.PositiveSmallIntegerField(default=0)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    text_zh = models.CharField(max_length=200, blank=True)
    text_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.number if self.number is not None else self.text_en)
