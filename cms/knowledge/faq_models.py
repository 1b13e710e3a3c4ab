"""Questions and answers, what differs by site or department, and whether an answer helped."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin

from curricula.models import Department, JobRole, Site, Step
from lms.foundation.api import Bilingual


class FaqKind(models.TextChoices):
    """What sort of question it is."""

    HOWTO = "howto", _("How to")
    POLICY = "policy", _("Rule")
    TROUBLESHOOTING = "troubleshooting", _("Troubleshooting")
    HYPERCARE = "hypercare", _("First week")


class TicketClass(models.TextChoices):
    """What a ticket about it would be."""

    HOWTO = "how-to", _("How-to")
    DATA = "data", _("Data")
    DEFECT = "defect", _("Defect")
    ACCESS = "access", _("Access")


class FaqEntry(WorkflowMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, ClusterableModel):  # type: ignore[misc]  # Wagtail's own recipe
    """One question with its answer. Unique by code; made by authors, champions' drafts or the loader.

    Troubleshooting entries have symptom, cause and action; those of the first week also the response promised, the
    workaround and who is called in which order.
    """

    Kind = FaqKind

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=FaqKind)
    step = models.ForeignKey(
        Step,
        verbose_name=_("process step"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="faq_entries",
    )
    job_roles = ParentalManyToManyField(JobRole, verbose_name=_("job roles"), blank=True, related_name="faq_entries")
    question_zh = models.CharField(_("question, in Chinese"), max_length=300)
    question_en = models.CharField(_("question, in English"), max_length=300)
    question = Bilingual("question")
    answer_zh = models.TextField(_("answer, in Chinese"))
    answer_en = models.TextField(_("answer, in English"))
    answer = Bilingual("answer")
    symptom_zh = models.TextField(_("symptom, in Chinese"), blank=True)
    symptom_en = models.TextField(_("symptom, in English"), blank=True)
    symptom = Bilingual("symptom")
    cause_zh = models.TextField(_("cause, in Chinese"), blank=True)
    cause_en = models.TextField(_("cause, in English"), blank=True)
    cause = Bilingual("cause")
    action_zh = models.TextField(_("action, in Chinese"), blank=True)
    action_en = models.TextField(_("action, in English"), blank=True)
    action = Bilingual("action")
    keywords_zh = models.CharField(_("keywords, in Chinese"), max_length=300, blank=True)
    keywords_en = models.CharField(_("keywords, in English"), max_length=300, blank=True)
    drills = models.CharField(_("drills"), max_length=200, blank=True, help_text=_("Codes separated by spaces."))
    wave = models.CharField(_("wave"), max_length=20, blank=True)
    severity = models.CharField(_("severity"), max_length=4, blank=True)
    first_response_minutes = models.PositiveIntegerField(_("first response within minutes"), null=True, blank=True)
    solution_hours = models.PositiveIntegerField(_("solved within hours"), null=True, blank=True)
    ticket_class = models.CharField(_("class of the ticket"), max_length=10, choices=TicketClass, blank=True)
    escalation = models.CharField(
        _("escalation"), max_length=200, blank=True, help_text=_("Codes of job roles in the order they are called.")
    )
    workaround_zh = models.TextField(_("workaround, in Chinese"), blank=True)
    workaround_en = models.TextField(_("workaround, in English"), blank=True)
    workaround = Bilingual("workaround")
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    _revisions = GenericRelation(Revision, related_query_name="faq_entry")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="faq_entry",
        for_concrete_model=False,
    )

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind"), FieldPanel("step"), FieldPanel("reviewed_on")]),
        MultiFieldPanel(
            [FieldPanel("question_zh"), FieldPanel("question_en"), FieldPanel("answer_zh"), FieldPanel("answer_en")],
            heading=_("Question and answer"),
        ),
        MultiFieldPanel(
            [FieldPanel(f"{part}_{language}") for part in ("symptom", "cause", "action") for language in ("zh", "en")],
            heading=_("Symptom, cause, action"),
        ),
        InlinePanel("variants", heading=_("Differs at a site or in a department"), label=_("variant")),
        MultiFieldPanel(
            [FieldPanel("keywords_zh"), FieldPanel("keywords_en"), FieldPanel("drills"), FieldPanel("job_roles")],
            heading=_("How it is found"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("wave", "severity", "first_response_minutes", "solution_hours", "ticket_class", "escalation",
                             "workaround_zh", "workaround_en")
            ],
            heading=_("First week"),
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.question}"

    @property
    def revisions(self) -> QuerySet[Revision]:
        """Wagtail's revisions of this entry."""
        return self._revisions

    @property
    def drill_codes(self) -> list[str]:
        """Codes of the drills that practise it."""
        return self.drills.split()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The answer as readers see it, without its frame."""
        return "cms/knowledge/faq_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The draft under the name the page knows it by."""
        return {"entry": self, "variants": self.variants.all()}


class FaqVariant(Orderable):
    """What is different at one site or in one department."""

    entry = ParentalKey(FaqEntry, on_delete=models.CASCADE, related_name="variants")
    site = models.ForeignKey(
        Site,
        verbose_name=pgettext_lazy("of the company", "site"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    department = models.ForeignKey(
        Department, verbose_name=_("department"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text_zh = models.TextField(_("text, in Chinese"))
    text_en = models.TextField(_("text, in English"))
    text = Bilingual("text")

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(site__isnull=False) | Q(department__isnull=False), name="faq_variant_has_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.site_id or self.department_id}"

    @property
    def place(self) -> str:
        """Name of the site or department it holds for; the caller has fetched both."""
        home = self.site or self.department
        return home.name if home else ""


class FaqVote(models.Model):
    """Whether an answer helped one person. Unique by person and entry: a change of mind replaces the vote."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(FaqEntry, on_delete=models.CASCADE, related_name="votes")
    is_helpful = models.BooleanField(_("helpful"))
    voted_at = models.DateTimeField(_("voted at"))

    class Meta:
        verbose_name = _("vote on an answer")
        verbose_name_plural = _("votes on answers")
        constraints = [models.UniqueConstraint(fields=["person", "entry"], name="one_vote_a_person")]

    def __str__(self) -> str:
        return f"{self.entry_id} {'+' if self.is_helpful else '−'}"
