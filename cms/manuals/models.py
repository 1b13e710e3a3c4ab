"""Operation manuals: how a job role does its steps, by the book. Written as snippets, with drafts, preview and workflow."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin

from curricula.models import JobRole, Step
from lms.foundation.api import Bilingual


class Manual(WorkflowMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, ClusterableModel):  # type: ignore[misc]  # Wagtail's own recipe
    """One work instruction. Unique by code; made by authors or the loader; a new version is a new revision."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    title_zh = models.CharField(_("Chinese title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200)
    title = Bilingual("title")
    version = models.CharField(_("version"), max_length=20)
    effective_on = models.DateField(_("effective from"))
    owner_role = models.ForeignKey(
        JobRole, verbose_name=pgettext_lazy("of a text", "owner"), on_delete=models.PROTECT, related_name="+"
    )
    job_roles = ParentalManyToManyField(JobRole, verbose_name=_("job roles"), related_name="manuals", blank=True)
    steps = ParentalManyToManyField(Step, verbose_name=_("process steps"), related_name="manuals", blank=True)
    purpose_zh = models.TextField(_("purpose, in Chinese"))
    purpose_en = models.TextField(_("purpose, in English"))
    purpose = Bilingual("purpose")
    scope_zh = models.TextField(_("scope, in Chinese"))
    scope_en = models.TextField(_("scope, in English"))
    scope = Bilingual("scope")
    prerequisites_zh = models.TextField(
        _("what must be in place, in Chinese"), blank=True, help_text=_("One on each line.")
    )
    prerequisites_en = models.TextField(
        _("what must be in place, in English"), blank=True, help_text=_("One on each line.")
    )
    prerequisites = Bilingual("prerequisites")
    _revisions = GenericRelation(Revision, related_query_name="manual")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="manual",
        for_concrete_model=False,
    )

    panels = [
        FieldRowPanel(
            [FieldPanel("code"), FieldPanel("version"), FieldPanel("effective_on"), FieldPanel("owner_role")]
        ),
        MultiFieldPanel([FieldPanel("title_zh"), FieldPanel("title_en")], heading=_("Title")),
        MultiFieldPanel(
            [FieldPanel("purpose_zh"), FieldPanel("purpose_en"), FieldPanel("scope_zh"), FieldPanel("scope_en")],
            heading=_("Purpose and scope"),
        ),
        MultiFieldPanel(
            [FieldPanel("prerequisites_zh"), FieldPanel("prerequisites_en")], heading=_("What must be in place")
        ),
        InlinePanel("procedure", heading=_("Procedure"), label=_("step")),
        InlinePanel("exceptions", heading=_("Exceptions"), label=_("exception")),
        InlinePanel("records", heading=_("Records"), label=_("record")),
        InlinePanel("links", heading=_("Related"), label=_("link")),
        MultiFieldPanel([FieldPanel("job_roles"), FieldPanel("steps")], heading=_("Where it belongs")),
    ]

    class Meta:
        verbose_name = _("manual")
        verbose_name_plural = _("manuals")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def revisions(self) -> QuerySet[Revision]:
        """Wagtail's revisions of this manual."""
        return self._revisions

    @property
    def prerequisite_lines(self) -> list[str]:
        """What must be in place, one by one."""
        return self.prerequisites.splitlines()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The page that readers see, without its frame."""
        return "cms/manuals/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The draft under the name the page knows it by."""
        return {"manual": self}


class ManualStep(Orderable):
    """One move of the procedure: the process step it belongs to, the screen, the fields, and what is done."""

    manual = ParentalKey(Manual, on_delete=models.CASCADE, related_name="procedure")
    step = models.ForeignKey(
        Step, verbose_name=_("process step"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    screen = models.CharField(_("screen"), max_length=40, blank=True)
    fields = models.CharField(
        _("fields"), max_length=300, blank=True, help_text=_("Codes of the data dictionary, separated by spaces.")
    )
    text_zh = models.TextField(_("what is done, in Chinese"))
    text_en = models.TextField(_("what is done, in English"))
    text = Bilingual("text")

    def __str__(self) -> str:
        return f"{self.manual_id} {self.sort_order}"

    @property
    def field_codes(self) -> list[str]:
        """Codes of the dictionary fields that are filled here."""
        return self.fields.split()


class ManualException(Orderable):
    """What the system may refuse, and what to do then."""

    manual = ParentalKey(Manual, on_delete=models.CASCADE, related_name="exceptions")
    code = models.CharField(_("code"), max_length=60)
    when_zh = models.TextField(_("when, in Chinese"))
    when_en = models.TextField(_("when, in English"))
    when = Bilingual("when")
    action_zh = models.TextField(_("what to do, in Chinese"))
    action_en = models.TextField(_("what to do, in English"))
    action = Bilingual("action")

    def __str__(self) -> str:
        return self.code


class ManualRecord(Orderable):
    """A record that the work leaves, and the system that keeps it."""

    manual = ParentalKey(Manual, on_delete=models.CASCADE, related_name="records")
    name_zh = models.CharField(_("Chinese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    name = Bilingual("name")
    kept_in = models.CharField(_("kept in"), max_length=60)

    def __str__(self) -> str:
        return self.name


class ManualLink(Orderable):
    """Something related, by kind and code."""

    manual = ParentalKey(Manual, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=[
            ("drills", _("Drill")),
            ("exams", _("Exam")),
            ("practicals", _("Practical")),
            ("manuals", _("Manual")),
            ("lessons", _("Lesson")),
            ("micro", _("Micro-lesson")),
            ("faq", _("Question")),
        ],
    )
    code = models.CharField(_("code"), max_length=60)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
