"""Operation manuals: the list by job role and chain, and the manual itself, made to be printed."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from cms.knowledge.counting import count_view
from cms.knowledge.dictionary_models import DictionaryField
from cms.lessons.links import resolve_links
from cms.manuals.models import Manual
from curricula.models import Chain, JobRole
from lms.foundation.api import Column, Filter, Listing, access, clock, pick, render_listing, require_access


def published_manuals() -> QuerySet[Manual]:
    """All manuals that readers may see."""
    return Manual.objects.filter(live=True).select_related("owner_role")


def manuals_listing() -> Listing:
    """Manuals with the job roles they are for."""
    return Listing(
        rows=published_manuals().prefetch_related("job_roles").distinct(),
        columns=(
            Column("title", _("Manual"), value=lambda row: row.title, link=_address, sort=pick("title_zh", "title_en")),
            Column("code", pgettext_lazy("identifier", "Code"), sort="code"),
            Column("roles", _("Meant for"), value=_roles),
            Column("version", _("Version")),
            Column("effective_on", _("Effective from"), sort="effective_on", align="end"),
            Column("owner", pgettext_lazy("of a text", "Owner"), value=lambda row: row.owner_role.name, on_page=False),
        ),
        filters=(
            Filter("role", _("Job role"), lookup="job_roles__code", choices=_role_choices),
            Filter("chain", _("Process chain"), lookup="steps__chain__code", choices=_chain_choices),
        ),
        search=("code", "title_zh", "title_en", "purpose_zh", "purpose_en"),
        default_sort="code",
        export_name="manuals",
        label=_("Manuals"),
        empty=_("No manual has been published yet. Authors write manuals in the back office."),
    )


@require_GET
@require_access(access.is_signed_in)
def manuals(request: HttpRequest) -> HttpResponseBase:
    """List the manuals."""
    return render_listing(request, manuals_listing(), "cms/manuals/list.html")


@require_GET
@require_access(access.is_signed_in)
def manual(request: HttpRequest, code: str) -> HttpResponse:
    """Show one manual with its procedure, exceptions and records."""
    found = get_object_or_404(published_manuals(), code=code)
    count_view("manual", code)
    moves = list(found.procedure.select_related("step"))
    named = DictionaryField.objects.filter(code__in={each for move in moves for each in move.field_codes})
    context = {
        "manual": found,
        "moves": moves,
        "field_names": {field.code: field.name for field in named},
        "roles": found.job_roles.all(),
        "links": resolve_links([(link.kind, link.code) for link in found.links.all()]),
        "printed_on": clock.today(),
    }
    return render(request, "cms/manuals/manual.html", context)


def _address(row: Manual) -> str:
    return reverse("manual", args=[row.code])


def _roles(row: Manual) -> str:
    return pick("、", ", ").join(role.name for role in row.job_roles.all())


def _role_choices() -> list[tuple[str, str]]:
    return [(role.code, role.name) for role in JobRole.objects.filter(manuals__isnull=False).distinct()]


def _chain_choices() -> list[tuple[str, str]]:
    return [(chain.code, chain.name) for chain in Chain.objects.filter(steps__manuals__isnull=False).distinct()]
