"""The codes of the matrix: forms, methods, criticality, risk, states. One word, one meaning (docs/concepts)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """How something is learned."""

    ONLINE = "online", _("Online course")
    MICRO = "micro", _("Micro-lesson")
    CLASSROOM = "classroom", _("Classroom")
    WORKSHOP = "workshop", _("Workshop")
    DRILL = "drill", _("Drill")
    LAB = "lab", _("Lab")
    PRACTICAL = "practical", _("Practical")
    READ_AND_SIGN = "read_and_sign", _("Read and sign")
    EXAM = "exam", _("Exam")


class Method(models.TextChoices):
    """By what result a cell of the matrix closes."""

    EXAM = "exam", _("Exam")
    DRILL = "drill", _("Sandbox drill")
    PRACTICAL = "practical", _("Practical assessment")
    WORK_OUTPUT = "work_output", _("Work output on a rubric")
    READ_AND_SIGN = "read_and_sign", _("Read and sign")


# ISO 13485 §6.2 with the risk of the step: knowing about it does not show that somebody can do it.
MAY_CLOSE_HIGH_RISK = frozenset({Method.DRILL, Method.PRACTICAL, Method.WORK_OUTPUT})


class Criticality(models.TextChoices):
    """How much hangs on it."""

    CRITICAL = "critical", _("Critical")
    REQUIRED = "required", _("Required")
    RECOMMENDED = "recommended", _("Recommended")


STRICTNESS = {Criticality.RECOMMENDED: 0, Criticality.REQUIRED: 1, Criticality.CRITICAL: 2}


class Risk(models.TextChoices):
    """What a wrong move at work could cost."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Level(models.IntegerChoices):
    """Proficiency, from not knowing to teaching others."""

    UNAWARE = 0, _("0 Unaware")
    AWARE = 1, _("1 Aware")
    GUIDED = 2, _("2 Guided")
    INDEPENDENT = 3, _("3 Independent")
    CAN_COACH = 4, _("4 Can coach")


class RetrainingRule(models.TextChoices):
    """When a requirement has to be met again."""

    R12 = "R12", _("Every 12 months")
    R24 = "R24", _("Every 24 months")
    REV = "REV", _("When procedure, screen or content is revised")
    TICKET = "TICKET", _("Two how-to tickets on the same step within 14 days")
    EVENT = "EVENT", _("When a quality event, CAPA or finding demands it")
    ABS = "ABS", _("Before returning after more than 90 days away")
    CRIT = "CRIT", _("After a critical move in a drill")
    WAVE = "WAVE", _("Again before each go-live wave")
    ONCE = "ONCE", _("Once only")


class Effectiveness(models.TextChoices):
    """How it is seen, after go-live, whether the training worked."""

    OBS7 = "OBS7", _("Observed on the job, day +7")
    OBS30 = "OBS30", _("Observed on day +30, compared with before")
    TICKETS = "TICKETS", _("How-to tickets per 100 users in 14 days")
    ERRORS = "ERRORS", _("Reversals, corrections and rework in 30 days")
    DQ = "DQ", _("Data-quality indicator against baseline")
    AUDIT = "AUDIT", _("Quality samples 20 records")
    KPI = "KPI", _("The process indicator against baseline")
    REHEARSAL = "REHEARSAL", _("Performance in the next rehearsal")
    PULSE = "PULSE", _("Mean of the ADKAR element in the pulse")


class Status(models.TextChoices):
    """The state of an assignment on a day; derived, never stored."""

    NOT_YET_DUE = "not_yet_due", _("Not yet due")
    OPEN = "open", _("Open")
    IN_PROGRESS = "in_progress", _("In progress")
    MET = "met", _("Met")
    OVERDUE = "overdue", _("Overdue")
    EXPIRED = "expired", _("Expired")
    WAIVED = "waived", _("Waived")
    STALE = "stale", _("Stale")
