"""What happened in an examination: the attempt, the form that was dealt, the answers, and the locked result."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curricula.models import EvidenceFact, Step
from lms.foundation.api import AppendOnlyModel
from lms.records.exams.exam_models import Exam, ExamItem
from lms.records.exams.question_models import Question
from lms.records.exams.vocabulary import AttemptState, Confidence


class ExamAttempt(models.Model):
    """One sitting of one person. Unique by person, item and number; at most one is open at a time.

    Made by `start_attempt`, locked once by `submit_attempt`; a locked one never changes again.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exam_attempts")
    item = models.ForeignKey(ExamItem, on_delete=models.PROTECT, related_name="attempts")
    # The version of the blueprint that the form was drawn from, and the digest of the form as it was dealt.
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="attempts_drawn")
    form_digest = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField(_("attempt"))
    seed = models.BigIntegerField()
    state = models.CharField(_("state"), max_length=8, choices=AttemptState, default=AttemptState.OPEN)
    started_at = models.DateTimeField(_("started"))
    deadline = models.DateTimeField(_("time is over at"))
    submitted_at = models.DateTimeField(_("handed in"), null=True)
    is_overdue = models.BooleanField(_("time ran out"), default=False)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    passed = models.BooleanField(_("passed"), null=True)
    evidence = models.OneToOneField(EvidenceFact, null=True, on_delete=models.PROTECT, related_name="exam_attempt")

    class Meta:
        verbose_name = _("exam attempt")
        verbose_name_plural = _("exam attempts")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "item", "number"], name="attempt_number_once"),
            models.UniqueConstraint(fields=["person", "item"], condition=Q(state="open"), name="one_open_attempt"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(submitted_at__isnull=False, score__isnull=False, passed__isnull=False),
                name="locked_attempt_has_result",
            ),
        ]
        indexes = [
            # the job that hands in what ran out of time
            models.Index(fields=["deadline"], condition=Q(state="open"), name="attempts_running"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id} #{self.number}"


class SectionResult(AppendOnlyModel):
    """What one section of a locked attempt came to, with the mark that counted then."""

    attempt = models.ForeignKey(ExamAttempt, on_delete=models.PROTECT, related_name="section_results")
    key = models.CharField(max_length=8)
    items = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=5, decimal_places=2)
    pass_mark = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField()

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["attempt", "key"], name="section_result_once")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.key} {self.score}"


class AttemptQuestion(models.Model):
    """One question of the form as it was dealt, and the last answer saved to it.

    What was dealt (question version, section, order) never changes; the answer may until the attempt is locked.
    """

    attempt = models.ForeignKey(ExamAttempt, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="dealt")
    section = models.CharField(max_length=8)
    # Keys of the options (matching: of the right side) in the order shown.
    shown_order = models.JSONField(default=list)
    # As given, in the shape that the question's kind reads; empty while nothing is answered.
    given = models.JSONField(null=True)
    confidence = models.CharField(max_length=8, choices=Confidence, blank=True)
    is_flagged = models.BooleanField(default=False)
    # Counts up with each save, so that a second window learns that the answer has changed meanwhile.
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="attempt_position_once")]

    def __str__(self) -> str:
        return f"{self.attempt_id} #{self.position}"


class ItemResponse(AppendOnlyModel):
    """How one question of a locked attempt was answered: what statistics, proficiency and blind spots count."""

    attempt = models.ForeignKey(ExamAttempt, on_delete=models.PROTECT, related_name="responses")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="responses")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="item_responses")
    section = models.CharField(max_length=8)
    given = models.JSONField(null=True)
    credit = models.DecimalField(max_digits=5, decimal_places=4)
    confidence = models.CharField(max_length=8, choices=Confidence, blank=True)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="item_response_once"),
            models.CheckConstraint(condition=Q(credit__gte=0, credit__lte=1), name="credit_0_to_1"),
        ]
        indexes = [
            # item statistics
            models.Index(fields=["question"], name="responses_to_question"),
            # blind spots and proficiency by step
            models.Index(fields=["step", "attempt"], name="responses_on_step"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} #{self.position} {self.credit}"


class ExtraAttempt(AppendOnlyModel):
    """A lead allows one more attempt after all have been used; made by `allow_attempt`, with its reason."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="extra_attempts")
    item = models.ForeignKey(ExamItem, on_delete=models.PROTECT, related_name="extra_attempts")
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id} +1"
