"""Questions and answers: the list, the troubleshooting table, one answer, and whether it helped."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from cms.knowledge.counting import count_view
from cms.knowledge.faq_models import FaqEntry, FaqKind
from cms.knowledge.queries import opinion_of, variants_for
from cms.knowledge.services import vote
from cms.lessons.links import resolve_links
from curricula.models import Chain, JobRole
from lms.foundation.api import Column, Filter, Listing, access, clock, pick, render_listing, require_access


def published_answers() -> QuerySet[FaqEntry]:
    """All answers that readers may see."""
    return FaqEntry.objects.filter(live=True).select_related("step")


def faq_listing() -> Listing:
    """Questions with their kind, step and how many they helped."""
    rows = published_answers().annotate(said=Count("votes"), helpful=Count("votes", filter=Q(votes__is_helpful=True)))
    return Listing(
        rows=rows,
        columns=(
            Column("question", _("Question"), value=lambda row: row.question, link=_address, sort=pick("question_zh", "question_en")),
            Column("kind", _("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
            Column("step", _("Step"), value=lambda row: row.step.code if row.step else "", sort="step__code"),
            Column("helpful", _("Helped"), value=_helped, align="end"),
            Column("code", pgettext_lazy("identifier", "Code"), sort="code"),
            Column("answer", _("Answer"), value=lambda row: row.answer, on_page=False),
        ),
        filters=(
            Filter("kind", _("Kind"), choices=FaqKind.choices),
            Filter("chain", _("Process chain"), lookup="step__chain__code", choices=chain_choices),
            Filter("role", _("Job role"), lookup="job_roles__code", choices=role_choices),
        ),
        search=("question_zh", "question_en", "answer_zh", "answer_en", "keywords_zh", "keywords_en", "code"),
        default_sort="code",
        export_name="questions",
        label=_("Questions and answers"),
        empty=_("No question has been answered yet. Authors write answers in the back office."),
    )  # fmt: skip


@require_GET
@require_access(access.is_signed_in)
def faq(request: HttpRequest) -> HttpResponseBase:
    """List all questions."""
    return render_listing(request, faq_listing(), "cms/knowledge/faq.html")


@require_GET
@require_access(access.is_signed_in)
def troubleshooting(request: HttpRequest) -> HttpResponse:
    """Symptom, cause, action: one card each, for a phone at the machine."""
    chain = request.GET.get("chain", "")
    rows = published_answers().exclude(symptom_zh="").order_by("step__code", "code")
    if chain:
        rows = rows.filter(step__chain__code=chain)
    context = {"rows": rows, "chains": chain_choices(), "chain": chain}
    return render(request, "cms/knowledge/troubleshooting.html", context)


@require_GET
@require_access(access.is_signed_in)
def faq_entry(request: HttpRequest, code: str) -> HttpResponse:
    """Show one answer, what differs where the reader works first."""
    entry = get_object_or_404(published_answers(), code=code)
    count_view("faq", code)
    mine, others = variants_for(entry, request.user, clock.today())  # type: ignore[arg-type]  # a person
    roles = {role.code: role.name for role in JobRole.objects.filter(code__in=entry.escalation.split())}
    context: dict[str, Any] = {
        "entry": entry,
        "mine": mine,
        "others": others,
        "opinion": opinion_of(entry, request.user),  # type: ignore[arg-type]  # a person
        "links": resolve_links([("drills", drill) for drill in entry.drill_codes]),
        "escalation": [roles.get(role, role) for role in entry.escalation.split()],
    }
    return render(request, "cms/knowledge/faq_entry.html", context)


@require_POST
@require_access(access.is_signed_in)
def faq_vote(request: HttpRequest, code: str) -> HttpResponse:
    """Count whether the answer helped: in place with htmx, else back to the answer."""
    entry = get_object_or_404(published_answers(), code=code)
    said = request.POST.get("helpful")
    if said in {"yes", "no"}:
        vote(request.user, entry, is_helpful=said == "yes")  # type: ignore[arg-type]  # the gate let a person in
    if request.htmx:  # type: ignore[attr-defined]
        opinion = opinion_of(entry, request.user)  # type: ignore[arg-type]  # a person
        return render(request, "cms/knowledge/opinion.html", {"entry": entry, "opinion": opinion})
    return redirect(reverse("faq-entry", args=[code]) + "#opinion")


def chain_choices() -> list[tuple[str, str]]:
    """Process chains as choices of a filter."""
    return [(chain.code, chain.name) for chain in Chain.objects.all()]


def role_choices() -> list[tuple[str, str]]:
    """Job roles as choices of a filter."""
    return [(role.code, role.name) for role in JobRole.objects.all()]


def _address(row: FaqEntry) -> str:
    return reverse("faq-entry", args=[row.code])


def _helped(row: Any) -> str:
    return f"{row.helpful} / {row.said}" if row.said else ""
