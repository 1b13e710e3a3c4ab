"""The question bank and the blueprints, for those who keep and check them; nobody else finds these pages."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Avg, Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from curricula.api import Risk
from curricula.models import Chain, Step
from lms.foundation.api import Column, Filter, Listing, access, render_listing, require_access
from lms.foundation.models import AuditEntry
from lms.foundation.templatetags.wording import percent
from lms.records.exams.content import read_contents
from lms.records.exams.dealing import read_pool
from lms.records.exams.editing.asked import as_asked
from lms.records.exams.editing.entries import entry_of
from lms.records.exams.editing.supply import candidate_of, drawn_by
from lms.records.exams.models import Exam, ItemResponse, Question
from lms.records.exams.preview import preview_of
from lms.records.exams.views.overview import may_read_bank
from lms.records.exams.vocabulary import QuestionKind, Thinking, Topic, UseState

LEAST_SHOWN = 5
"""responses: under this a share is not shown"""
LATEST_ENTRIES = 10
"""entries of the audit trail beside a question; the trail itself has all"""


@require_GET
@require_access(may_read_bank)
def question_bank(request: HttpRequest) -> HttpResponseBase:
    """All versions of all questions, with what was found in use so far."""
    rows = (
        Question.objects.non_polymorphic()
        .select_related("step")
        .annotate(answered=Count("responses"), mean_credit=Avg("responses__credit"))
    )
    listing = Listing(
        rows=rows,
        columns=(
            Column(
                "code",
                pgettext_lazy("identifier", "Code"),
                sort="code",
                link=lambda one: reverse("question", args=[one.uuid]),
            ),
            Column("objective", _("Tests whether somebody can")),
            Column("step", _("Step"), value="step.code", sort="step__code"),
            Column("kind", pgettext_lazy("of a question", "Type"), value="get_kind_display", sort="kind"),
            Column("level", pgettext_lazy("of thinking", "Level"), value="get_level_display", sort="level"),
            Column("risk", _("Risk"), value="get_risk_display", sort="risk"),
            Column("difficulty", _("Expected difficulty"), sort="difficulty", align="end"),
            Column("answered", _("Answers"), sort="answered", align="end"),
            Column("facility", _("Mean credit"), value=_facility, sort="mean_credit", align="end"),
            Column("version", _("Version"), sort="version", align="end"),
            Column("state", _("State"), value="get_state_display", sort="state"),
            Column("topic", _("Topic"), value="get_topic_display", on_page=False),
            Column("stem_zh", _("Question (Chinese)"), on_page=False),
            Column("stem_en", _("Question (English)"), on_page=False),
            Column("source", _("Source"), on_page=False),
            Column("digest", _("Digest"), on_page=False),
        ),
        filters=(
            Filter("chain", _("Process"), lookup="step__chain__code", choices=_chains),
            Filter("step", _("Step"), lookup="step__code", choices=_steps),
            Filter("kind", pgettext_lazy("of a question", "Type"), choices=QuestionKind.choices),
            Filter("level", pgettext_lazy("of thinking", "Level"), choices=Thinking.choices),
            Filter("risk", _("Risk"), choices=Risk.choices),
            Filter("topic", _("Topic"), choices=Topic.choices),
            Filter("state", _("State"), choices=UseState.choices),
        ),
        search=("code", "objective_zh", "objective_en", "stem_zh", "stem_en", "step__code"),
        default_sort="code",
        export_name="question-bank",
        label=_("Question bank"),
        empty=_("No question has been loaded yet."),
    )
    context = {"may_edit": access.may_author(request.user)}
    return render_listing(request, listing, "records/exams/bank.html", context)


@require_GET
@require_access(may_read_bank)
def question(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One version of one question as candidates see it, with every feedback, and its other versions."""
    shown: Any = get_object_or_404(Question.objects.non_polymorphic().select_related("step"), uuid=uuid)
    found = ItemResponse.objects.filter(question=shown).aggregate(answered=Count("pk"), mean=Avg("credit"))
    versions: Any = Question.objects.non_polymorphic().filter(code=shown.code).order_by("-version")
    history = AuditEntry.objects.filter(subject_kind="question", subject_uuid__in=versions.values("uuid"))
    context = {
        "question": shown,
        "preview": preview_of(read_contents([shown.pk])[shown.pk]),
        "may_edit": access.may_author(request.user),
        "versions": versions,
        "drawn_by": drawn_by(candidate_of(shown)) if shown.state == UseState.IN_USE else None,
        "history": history.order_by("-sequence")[:LATEST_ENTRIES],
        "answered": found["answered"],
        "facility": percent(100 * float(found["mean"])) if found["answered"] >= LEAST_SHOWN else None,
    }
    return render(request, "records/exams/question_preview.html", context)


@require_GET
@require_access(may_read_bank)
def question_asked(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One version as somebody who sits an exam is asked it, in either language: no key and no feedback."""
    shown: Any = get_object_or_404(Question.objects.non_polymorphic().select_related("step"), uuid=uuid)
    wanted = request.GET.get("in", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    context = {
        "question": shown,
        "asked": as_asked(entry_of(shown)),
        "asked_in": language,
        "languages": settings.LANGUAGES,
    }
    return render(request, "records/exams/question_asked.html", context)


@require_GET
@require_access(may_read_bank)
def blueprint(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One examination: rules, sections, what each row draws, and how large the pool is for it."""
    exam = get_object_or_404(Exam.objects.prefetch_related("job_roles", "learning_items__activity"), uuid=uuid)
    pool = read_pool(exam)
    rows = [(row, sum(1 for candidate in pool.candidates if row.takes(candidate))) for row in pool.rows]
    sections = [(section, [pair for pair in rows if pair[0].section == section.key]) for section in exam.sections.all()]
    context = {"exam": exam, "sections": sections, "pool_size": len(pool.candidates)}
    return render(request, "records/exams/blueprint.html", context)


def _facility(question: Question) -> str | None:
    """Mean credit as a share; nothing under five answers."""
    answered, mean = question.answered, question.mean_credit  # type: ignore[attr-defined]  # annotated
    return percent(100 * float(mean)) if answered >= LEAST_SHOWN else None


def _steps() -> list[tuple[str, str]]:
    return [(step.code, f"{step.code} {step.name}") for step in Step.objects.order_by("chain__position", "position")]


def _chains() -> list[tuple[str, str]]:
    return [(chain.code, f"{chain.code} {chain.name}") for chain in Chain.objects.all()]
