"""The pages that authors write: one page holds both languages, so that there is one order and one right answer."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.lessons.blocks import LessonBody
from curricula.models import Chain, Goal, JobRole, Step
from lms.foundation.api import Bilingual

MICRO_LIMIT_MINUTES = 3
"""longer than this, nobody finishes it between two pallets"""
LESSON_LIMIT_MINUTES = 30


class LibraryPage(Page):
    """The shelf on which all lessons stand. One exists; the loader makes it."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["cms.LessonPage", "cms.MicroLessonPage"]
    max_count = 1

    class Meta:
        verbose_name = _("library")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The shelf is the list of all lessons; without an address Wagtail would say that its pages cannot be read."""
        parts = super().get_url_parts(request)
        site_id, root_url = (parts[0], parts[1]) if parts else (0, "")
        return site_id, root_url, reverse("lessons")


class ReadingPage(Page):
    """What lessons and micro-lessons share. Unique by its slug, which activities refer to; kept once evidence names it."""

    name_zh = models.CharField(_("Chinese title"), max_length=200)
    name_en = models.CharField(_("English title"), max_length=200)
    name = Bilingual("name")
    version = models.CharField(_("version"), max_length=20, default="1.0")
    revision_note_zh = models.CharField(_("what was revised, in Chinese"), max_length=300, blank=True)
    revision_note_en = models.CharField(_("what was revised, in English"), max_length=300, blank=True)
    revision_note = Bilingual("revision_note")
    owner_role = models.ForeignKey(
        JobRole,
        verbose_name=pgettext_lazy("of a text", "owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5, validators=[MinValueValidator(1)])
    chains = ParentalManyToManyField(Chain, verbose_name=_("process chains"), blank=True, related_name="+")
    steps = ParentalManyToManyField(Step, verbose_name=_("process steps"), blank=True, related_name="+")
    job_roles = ParentalManyToManyField(JobRole, verbose_name=_("job roles"), blank=True, related_name="+")
    goals = ParentalManyToManyField(Goal, verbose_name=_("business goals"), blank=True, related_name="+")
    to_verify = models.TextField(_("to be verified before publishing"), blank=True)
    body = StreamField(LessonBody(), verbose_name=_("body"))

    content_panels = [
        MultiFieldPanel([FieldPanel("name_zh"), FieldPanel("name_en")], heading=_("Title")),
        FieldRowPanel([FieldPanel("version"), FieldPanel("minutes"), FieldPanel("owner_role")]),
        MultiFieldPanel(
            [FieldPanel("revision_note_zh"), FieldPanel("revision_note_en")], heading=_("What this version changes")
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("chains"), FieldPanel("steps"), FieldPanel("job_roles"), FieldPanel("goals")],
            heading=_("Where it belongs"),
        ),
        FieldPanel("to_verify"),
    ]
    promote_panels = [FieldPanel("slug")]
    parent_page_types: ClassVar[list[str]] = ["cms.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []
    minutes_limit: ClassVar[int] = LESSON_LIMIT_MINUTES
    is_micro: ClassVar[bool] = False

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Authors look at both languages."""
        return [("zh-hans", _("Chinese")), ("en", _("English"))]

    @property
    def version_label(self) -> str:
        """What evidence and signatures name: the author's version and the published revision."""
        return f"{self.version} r{self.live_revision_id or self.latest_revision_id or 0}"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Name the page in the back office as readers know it."""
        self.title = self.name_zh or self.name_en
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a lesson that takes longer than its kind may."""
        super().clean()
        if self.minutes > self.minutes_limit:
            raise ValidationError(
                {"minutes": _("At most %(limit)d minutes. Divide it into two.") % {"limit": self.minutes_limit}}
            )

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Lessons are read at their own address, outside Wagtail's tree of addresses."""
        parts = super().get_url_parts(request)
        site_id, root_url = (parts[0], parts[1]) if parts else (0, "")
        return site_id, root_url, reverse("lesson-page", args=[self.slug])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft as learners would see it, in the language asked for."""
        from cms.lessons.content import ReadingContent  # the content renders pages, so it imports this module

        with translation.override(mode_name):
            response = TemplateResponse(
                request, "cms/lessons/preview.html", {"content": ReadingContent.of(self, is_cached=False), "page": self}
            ).render()
        response["X-Frame-Options"] = "SAMEORIGIN"  # the editor shows it in a frame of the same site
        response._csp_exempt = True  # type: ignore[attr-defined]  # for the same reason: frame-ancestors is none elsewhere
        return response


class LessonPage(ReadingPage):
    """A lesson of some ten minutes, read as one page."""

    page_description = _("About ten minutes, read as one page.")

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class MicroLessonPage(ReadingPage):
    """A micro-lesson: at most three minutes, one card at a time on a phone."""

    page_description = _("At most three minutes, one card at a time on a phone.")
    minutes_limit = MICRO_LIMIT_MINUTES
    is_micro = True

    class Meta:
        verbose_name = _("micro-lesson")
        verbose_name_plural = _("micro-lessons")
