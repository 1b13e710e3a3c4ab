"""The words of examinations: types of question, levels of thinking, states, and how sure somebody is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionKind(models.TextChoices):
    """How a question is answered; each kind has a file in `grading` and a template beside the others."""

    SINGLE = "single", _("One answer")
    MULTIPLE = "multiple", _("Several answers")
    TRUE_FALSE = "true_false", _("True or false")
    NUMERIC = "numeric", _("Figure")
    ORDERING = "ordering", _("Put in order")
    MATCHING = "matching", _("Match")
    SITUATIONAL = "situational", _("Judge a situation")
    GAP_FILL = "gap_fill", _("Fill the gaps")
    SHORT_TEXT = "short_text", _("Short answer")


class Thinking(models.TextChoices):
    """What a question asks of the mind."""

    REMEMBER = "remember", _("Remember")
    UNDERSTAND = "understand", _("Understand")
    APPLY = "apply", _("Apply")
    ANALYSE = "analyse", _("Analyse")


class Topic(models.TextChoices):
    """Questions that are drawn by topic instead of by step; they are no proof of proficiency in the step."""

    CHANGE = "change", _("Change management")
    PLATFORM = "platform", _("Use of the platform")
    INTEGRITY = "integrity", _("Data integrity")


class UseState(models.TextChoices):
    """Where a version of a question or an examination stands; only what is in use is drawn."""

    DRAFT = "draft", _("Draft")
    IN_USE = "in_use", _("In use")
    RETIRED = "retired", _("Retired")


class Confidence(models.TextChoices):
    """How sure somebody says they are of an answer. It never touches the score."""

    GUESS = "guess", _("A guess")
    UNSURE = "unsure", _("Not quite sure")
    SURE = "sure", _("Sure")
    CERTAIN = "certain", _("Quite certain")


CONFIDENT = frozenset({Confidence.SURE, Confidence.CERTAIN})


class AttemptState(models.TextChoices):
    """An attempt is open until it is handed in or its time is over; then it is locked for ever."""

    OPEN = "open", pgettext_lazy("attempt", "Open")
    LOCKED = "locked", _("Locked")
