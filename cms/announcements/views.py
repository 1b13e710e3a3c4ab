"""Posts of the campaign, read and confirmed; and the templates to take along."""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from cms.announcements.models import Announcement, AnnouncementRead, TemplateFile
from cms.announcements.services import confirm_read
from cms.knowledge.counting import count_view
from lms.foundation.api import Column, Filter, Listing, access, clock, is_chinese, pick, render_listing, require_access
from lms.foundation.models import Person

may_see_reach = access.is_training_lead | access.is_champion | access.is_author


def posts_for(person: Person) -> QuerySet[Announcement]:
    """Posts published by today, with whether the person has confirmed each and how many have."""
    own = AnnouncementRead.objects.filter(announcement=OuterRef("pk"), person=person)
    rows = Announcement.objects.filter(published_on__lte=clock.today()).select_related("from_role")
    return rows.annotate(is_read=Exists(own), readers=Count("reads"))


def announcements_listing(person: Person) -> Listing:
    """Posts, the newest first."""
    columns = [
        Column("title", gettext_lazy("Title"), value=lambda row: row.title, link=_address, sort=pick("title_zh", "title_en")),
        Column("kind", gettext_lazy("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
        Column("from_role", gettext_lazy("Sender"), value=lambda row: row.from_role.name),
        Column("published_on", gettext_lazy("Date"), sort="published_on", align="end"),
        Column("is_read", gettext_lazy("Read by me")),
    ]  # fmt: skip
    if may_see_reach(person):
        columns.append(Column("readers", gettext_lazy("Confirmed by"), sort="readers", align="end"))
    return Listing(
        rows=posts_for(person),
        columns=columns,
        filters=(
            Filter("kind", gettext_lazy("Kind"), choices=Announcement.Kind.choices),
            Filter("unread", gettext_lazy("Only unread"), kind="bool", lookup=lambda rows, _value: rows.filter(is_read=False)),
        ),
        search=("title_zh", "title_en", "body_zh", "body_en"),
        default_sort="-published_on",
        export_name="announcements",
        label=gettext_lazy("Announcements"),
        empty=gettext_lazy("Nothing has been announced yet."),
    )  # fmt: skip


@require_GET
@require_access(access.is_signed_in)
def announcements(request: HttpRequest) -> HttpResponseBase:
    """List the posts."""
    return render_listing(request, announcements_listing(request.user), "cms/announcements/list.html")  # type: ignore[arg-type]


@require_GET
@require_access(access.is_signed_in)
def announcement(request: HttpRequest, code: str) -> HttpResponse:
    """Show one post; one of a later day is not found yet."""
    post = get_object_or_404(posts_for(request.user), code=code)  # type: ignore[arg-type]  # a person
    count_view("announcement", code)
    own = AnnouncementRead.objects.filter(announcement=post, person=request.user).first()  # type: ignore[misc]
    context = {
        "post": post,
        "audience": post.audience.all(),
        "figures": post.figures.all() if may_see_reach(request.user) else [],
        "own": own,
        "shows_reach": may_see_reach(request.user),
    }
    return render(request, "cms/announcements/post.html", context)


@require_POST
@require_access(access.is_signed_in)
def announcement_read(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm having read the post."""
    post = get_object_or_404(posts_for(request.user), code=code)  # type: ignore[arg-type]  # a person
    confirm_read(request.user, post)  # type: ignore[arg-type]  # a person
    messages.success(request, _("Thank you. Your confirmation is kept."))
    return redirect("announcement", code=code)


@require_GET
@require_access(access.is_signed_in)
def templates(request: HttpRequest) -> HttpResponse:
    """List the tables to take along."""
    return render(request, "cms/announcements/templates.html", {"files": TemplateFile.objects.defer("content")})


@require_GET
@require_access(access.is_signed_in)
def template_file(request: HttpRequest, code: str) -> HttpResponse:
    """Give one table as a file."""
    found = get_object_or_404(TemplateFile, code=code)
    response = HttpResponse(found.csv_text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}.csv"'
    response["Content-Language"] = "zh-Hans" if is_chinese() else "en"
    return response


def _address(row: Announcement) -> str:
    return reverse("announcement", args=[row.code])
