"""The offline library, one lesson as a file, and packages of many. Whoever may read a lesson may take it along."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from cms.knowledge.counting import count_view, count_views
from cms.lessons.offline.choosing import Stock
from cms.lessons.offline.copies import copy_name, offline_copy
from cms.lessons.offline.packages import PACKAGES, package_name, written_package
from cms.lessons.offline.sheets import drill_sheet, sheet_name
from cms.lessons.page_models import LessonPage, MicroLessonPage
from lms.foundation.api import access, clock, require_access, signed_in_person
from scenarios.api import drill_briefs

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


@require_GET
@require_access(access.is_signed_in)
def offline_library(request: HttpRequest) -> HttpResponse:
    """Everything that can be taken along: packages, single lessons, templates."""
    stock = Stock(signed_in_person(request), clock.today())
    held = [(package, package.contents(stock)) for package in PACKAGES.values()]
    context = {
        "packages": [(package, contents) for package, contents in held if not contents.is_empty],
        "micro_lessons": [(page, page.pk in stock.on_path) for page in stock.micro_lessons],
        "lessons": [(page, page.pk in stock.on_path) for page in stock.lessons],
        "tables": stock.tables,
    }
    return render(request, "cms/lessons/offline/library.html", context)


@require_GET
@require_access(access.is_signed_in)
def lesson_offline(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a published lesson as one file; `?language=` asks for the other language. Counts as opened once."""
    language = _language(request)
    page = MicroLessonPage.objects.live().select_related("owner_role").filter(slug=slug).first() or get_object_or_404(
        LessonPage.objects.live().select_related("owner_role"), slug=slug
    )
    with translation.override(language):
        content, name = offline_copy(page, taken_on=clock.today()), copy_name(page)
    count_view("micro" if page.is_micro else "lesson", slug)
    return _attached(content, name, "text/html; charset=utf-8", language)


@require_GET
@require_access(access.is_signed_in)
def drill_offline(request: HttpRequest, code: str) -> HttpResponse:
    """Give a drill's sheet as one file; a drill that cannot be played yet is not found."""
    language = _language(request)
    with translation.override(language):
        brief = next(iter(drill_briefs([code])), None)
        if brief is None:
            raise Http404
        content, name = drill_sheet(brief, taken_on=clock.today()), sheet_name(brief)
    return _attached(content, name, "text/html; charset=utf-8", language)


@require_GET
@require_access(access.is_signed_in)
def offline_package(request: HttpRequest, code: str) -> HttpResponse:
    """Give a package as a ZIP; one that holds nothing is not found. Each lesson in it counts as opened once."""
    language, today = _language(request), clock.today()
    package = PACKAGES.get(code)
    if package is None:
        raise Http404
    with translation.override(language):
        contents = package.contents(Stock(signed_in_person(request), today))
        if contents.is_empty:
            raise Http404
        content, name = written_package(package, contents, taken_on=today), package_name(package, today)
    for kind, is_micro in (("micro", True), ("lesson", False)):
        count_views(kind, [page.slug for page in contents.pages if page.is_micro is is_micro])
    return _attached(content, name, "application/zip", language)


def _language(request: HttpRequest) -> str:
    """The language asked for, else the reader's; one that nothing is written in is not found."""
    asked = request.GET.get("language") or translation.get_language() or settings.LANGUAGE_CODE
    if asked not in LANGUAGES:
        raise Http404
    return asked


def _attached(content: bytes, name: str, content_type: str, language: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Language"] = "zh-Hans" if language.startswith("zh") else "en"
    return response
