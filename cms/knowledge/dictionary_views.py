"""The data dictionary: the list of fields and one field with its rules."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from cms.knowledge.counting import count_view
from cms.knowledge.dictionary_models import DictionaryField, DictionaryObject
from cms.lessons.page_models import LessonPage, MicroLessonPage, ReadingPage
from cms.manuals.models import ManualStep
from lms.foundation.api import Column, Filter, Listing, access, pick, render_listing, require_access


def dictionary_listing() -> Listing:
    """All fields with meaning, rule and source."""
    rows: QuerySet[DictionaryField] = DictionaryField.objects.select_related("business_object", "owner_role")
    return Listing(
        rows=rows,
        columns=(
            Column("name", _("Field"), value=lambda row: row.name, link=_address, sort=pick("name_zh", "name_en")),
            Column("code", pgettext_lazy("identifier", "Code"), show=_code, sort="code"),
            Column("object", _("Business object"), value=lambda row: row.business_object.name, sort="business_object__position"),
            Column("meaning", pgettext_lazy("of a field", "Meaning"), value=lambda row: row.meaning),
            Column("rule", _("Rule"), value=lambda row: row.rule_text),
            Column("source", _("Source"), sort="source"),
            Column("owner", pgettext_lazy("of a text", "Owner"), value=lambda row: row.owner_role.name, on_page=False),
        ),
        filters=(
            Filter("object", _("Business object"), lookup="business_object__code", choices=_objects),
            Filter("source", _("Source"), choices=_sources),
        ),
        search=("code", "name_zh", "name_en", "meaning_zh", "meaning_en", "rule_text_zh", "rule_text_en"),
        default_sort="object",
        export_name="dictionary",
        label=_("Data dictionary"),
        empty=_("The dictionary is empty. Load the content pack or write fields in the back office."),
    )  # fmt: skip


@require_GET
@require_access(access.is_signed_in)
def dictionary(request: HttpRequest) -> HttpResponseBase:
    """List all fields."""
    return render_listing(request, dictionary_listing(), "cms/knowledge/dictionary.html")


@require_GET
@require_access(access.is_signed_in)
def dictionary_field(request: HttpRequest, code: str) -> HttpResponse:
    """Show one field, its rules, and where it is taught and used."""
    field = get_object_or_404(DictionaryField.objects.select_related("business_object", "owner_role"), code=code)
    count_view("dictionary", code)
    context = {
        "field": field,
        "rules": field.rules.all(),
        "siblings": DictionaryField.objects.filter(business_object=field.business_object).exclude(pk=field.pk),
        "lessons": _lessons_that_teach(code),
        "moves": _moves_that_fill(code),
    }
    return render(request, "cms/knowledge/dictionary_field.html", context)


def _lessons_that_teach(code: str) -> list[ReadingPage]:
    holds = f'"{code}"'  # as the block's raw form writes it
    rows: list[ReadingPage] = []
    for model in (LessonPage, MicroLessonPage):
        rows += model.objects.live().filter(body__icontains=holds).defer("body")
    return rows


def _moves_that_fill(code: str) -> QuerySet[ManualStep]:
    moves = ManualStep.objects.filter(fields__contains=code, manual__live=True)
    return moves.select_related("manual").order_by("manual__code", "sort_order")


def _address(row: DictionaryField) -> str:
    return reverse("dictionary-field", args=[row.code])


def _code(row: DictionaryField) -> SafeString:
    return format_html('<span class="code">{}</span>', row.code)


def _objects() -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in DictionaryObject.objects.all()]


def _sources() -> list[tuple[str, str]]:
    rows = DictionaryField.objects.order_by("source").values_list("source", "source_name_zh", "source_name_en")
    return [(source, f"{source} {pick(zh, en)}") for source, zh, en in rows.distinct()]
