"""The table that one search goes over, and what was searched and opened. Derived from the content; rebuilt at will."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from lms.foundation.api import Bilingual


class Kind(models.TextChoices):
    """What a hit is."""

    LESSON = "lesson", _("Lesson")
    MICRO = "micro", _("Micro-lesson")
    MANUAL = "manual", _("Manual")
    FAQ = "faq", _("Question")
    DICTIONARY = "dictionary", _("Dictionary")
    ANNOUNCEMENT = "announcement", _("Announcement")


class SearchEntry(index.Indexed, models.Model):
    """One thing that can be found: its texts as read, and the same cut into the pieces that the index compares.

    Unique by kind and code. Written only by `file_entry`, whenever the content is published.
    """

    Kind = Kind

    kind = models.CharField(max_length=20, choices=Kind)
    code = models.CharField(max_length=100)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    title = Bilingual("title")
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    text = Bilingual("text")
    title_pieces = models.TextField(blank=True)
    text_pieces = models.TextField(blank=True)
    # A post of a later day waits; empty: visible at once.
    visible_from = models.DateField(null=True)
    filed_at = models.DateTimeField()

    search_fields = [
        index.SearchField("title_pieces", boost=4),
        index.SearchField("text_pieces"),
        index.FilterField("kind"),
        index.FilterField("code"),
        index.FilterField("visible_from"),
    ]

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    def address(self) -> tuple[str, list[Any]]:
        """Name and arguments of the URL that opens it."""
        names = {"lesson": "lesson-page", "micro": "lesson-page", "faq": "faq-entry", "dictionary": "dictionary-field"}
        return names.get(self.kind, self.kind), [self.code]


class SearchQuery(models.Model):
    """What somebody searched for and how much was found: gaps are answers that nobody has written. Never changed."""

    words = models.CharField(_("words"), max_length=200)
    hits = models.PositiveIntegerField(_("hits"))
    language = models.CharField(max_length=10)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("person")
    )
    at = models.DateTimeField(_("searched at"))

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        ordering = ["-at"]
        indexes = [
            # the list of words that found nothing, newest first
            models.Index(fields=["hits", "-at"], name="searches_without_hits"),
        ]

    def __str__(self) -> str:
        return f"{self.words} ({self.hits})"


class KnowledgeView(models.Model):
    """How often something was opened on a day; counted, not traced to people. Unique by kind, code and day."""

    kind = models.CharField(max_length=20, choices=Kind)
    code = models.CharField(max_length=100)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("views on a day")
        verbose_name_plural = _("views by day")
        constraints = [models.UniqueConstraint(fields=["kind", "code", "day"], name="views_once_a_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.day}: {self.count}"
