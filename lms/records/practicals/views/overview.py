"""Who waits for an assessor, and what an assessment looks at before it begins."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from curricula.models import LearningItem
from lms.foundation.api import Column, Filter, Listing, Refusal, access, clock, render_listing, require_access
from lms.foundation.models import Person
from lms.foundation.templatetags.shapes import state
from lms.records.practicals.models import Assessment, PracticalItem, RubricItem
from lms.records.practicals.services import begin_assessment
from lms.records.practicals.waiting import Waiting, assessment_items, may_assess_with, standing_for, who_waits


@require_GET
@require_access(access.may_assess)
def assessments(request: HttpRequest) -> HttpResponseBase:
    """Everybody who waits for somebody like me, the ready and the urgent first, and what I have begun."""
    assessor: Person = request.user  # type: ignore[assignment]  # signed in
    day = clock.today()
    items = assessment_items()
    held: dict[str, bool] = {}
    mine = []
    for item in items:
        code = item.checklist.assessor_qualification if isinstance(item, PracticalItem) else ""
        if code not in held:
            held[code] = may_assess_with(assessor, item, day)
        if held[code]:
            mine.append(item)
    rows = [row for row in who_waits(day, mine) if row.person.pk != assessor.pk]
    listing = Listing(
        rows=rows,
        columns=(
            Column("name", pgettext_lazy("person", "Name"), value="person.shown_name", sort="person__name"),
            Column("number", _("Number"), value="person.number", sort="person__number"),
            Column("item", _("Assessment"), value="item.title", link=_item_link),
            Column("code", pgettext_lazy("identifier", "Code"), value="item.ref", sort="item__ref"),
            Column("due", _("Due"), value="due_on", sort="due_on"),
            Column(
                "first", _("What comes first"), value=lambda row: gettext(", ").join(need.title for need in row.needs)
            ),
            Column("action", _("State"), value=_state_word, show=_state_cell),
        ),
        filters=(
            Filter("item", _("Assessment"), lookup="item__ref", choices=lambda: _choices(mine)),
            Filter("ready", _("Only those who can begin"), kind="bool", lookup="is_ready"),
        ),
        search=("person__name", "person__name_latin", "person__number", "item__ref"),
        export_name="waiting-for-assessment",
        label=_("Waiting for an assessor"),
        empty=_("Nobody waits for you. People appear here when an assessment is asked of them and is not passed yet."),
    )
    context = {
        "running": Assessment.objects.filter(assessor=assessor, state=Assessment.State.OPEN).select_related("person"),
        "lacking": sorted(code for code, is_held in held.items() if not is_held),
        "can_begin": sum(1 for row in rows if row.is_ready and row.running is None),
    }
    return render_listing(request, listing, "records/practicals/assessments.html", context)


@require_GET
@require_access(access.is_signed_in)
def practical(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What a practical looks at: to whoever is asked for it, to assessors, and to those who read all records."""
    items: Any = PracticalItem.objects.non_polymorphic().select_related("activity", "checklist")
    return _item_page(request, get_object_or_404(items, uuid=uuid))


@require_GET
@require_access(access.is_signed_in)
def work_output(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What a work output is judged by, to the same people."""
    items: Any = RubricItem.objects.non_polymorphic().select_related("activity", "rubric")
    return _item_page(request, get_object_or_404(items, uuid=uuid))


@require_POST
@require_access(access.may_assess)
def begin(request: HttpRequest, uuid: UUID, number: str) -> HttpResponse:
    """Begin watching somebody, or go on with it."""
    item = get_object_or_404(LearningItem, uuid=uuid)
    if not isinstance(item, PracticalItem | RubricItem):
        raise Http404
    person = get_object_or_404(Person, number=number)
    try:
        assessment = begin_assessment(request.user, person, item)  # type: ignore[arg-type]  # signed in
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments")
    return redirect("assessment", uuid=assessment.uuid)


def _item_page(request: HttpRequest, item: Any) -> HttpResponse:
    reader: Person = request.user  # type: ignore[assignment]  # signed in
    standing = standing_for(reader, item, clock.today())
    if standing is None and not (access.may_assess(reader) or access.may_read_all_records(reader)):
        raise Http404
    signed = Assessment.objects.filter(person=reader, item=item, state=Assessment.State.SIGNED)
    context = {
        "item": item,
        "sheet": item.sheet,
        "standing": standing,
        "mine": signed.select_related("assessor"),
        "candidate": _candidate(request, item) if access.may_assess(reader) else None,
    }
    return render(request, f"records/practicals/{item.kind}.html", context)


def _candidate(request: HttpRequest, item: Any) -> Waiting | None:
    """Whom the assessor came here for, if it is asked of them."""
    person = Person.objects.filter(number=request.GET.get("person", "")).first()
    return None if person is None else standing_for(person, item, clock.today())


def _choices(items: list[Any]) -> list[tuple[str, str]]:
    return [(item.ref, f"{item.ref} {item.title}") for item in items]


def _item_link(row: Waiting) -> str:
    return reverse(row.item.open_url_name, args=[row.item.uuid])


def _state_word(row: Waiting) -> str:
    if row.running is not None:
        return gettext("Begun by %(name)s") % {"name": row.running.assessor.shown_name}
    return gettext("Can begin") if row.is_ready else gettext("Blocked")


def _state_cell(row: Waiting) -> SafeString:
    kind = "now" if row.running is not None else "next" if row.is_ready else "locked"
    shown = state(kind, _state_word(row))
    if row.running is not None:
        link = format_html(
            '<a href="{}">{}</a>', reverse("assessment", args=[row.running.uuid]), pgettext("verb", "Open")
        )
        return format_html("{} {}", shown, link)
    if not row.is_ready:
        return shown
    link = format_html('<a href="{}?person={}">{}</a>', _item_link(row), row.person.number, gettext("Begin"))
    return format_html("{} {}", shown, link)
