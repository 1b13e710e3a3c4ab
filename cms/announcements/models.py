"""Posts of the change campaign, who has read them, and the templates that anybody may take."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from curricula.models import Department, JobRole
from lms.foundation.api import Bilingual

BYTE_ORDER_MARK = "\ufeff"
"""so that a spreadsheet shows Chinese at once"""


class Announcement(models.Model):
    """A post of the campaign. Unique by code; empty audience means everybody."""

    class Kind(models.TextChoices):
        """What the post does in the campaign."""

        VISION = "vision", _("Vision")
        BENEFIT = "benefit", _("Benefit")
        DATA = "data", _("Data")
        CHAMPIONS = "champions", _("Champions")
        TRAINING = "training", _("Training")
        DEMONSTRATION = "demonstration", _("Demonstration")
        EARLY_BIRD = "early-bird", _("Early bird")
        TEST = "test", _("Acceptance test")
        STORY = "story", _("Story")
        COUNTDOWN = "countdown", _("Countdown")
        FREEZE = "freeze", _("Freeze")
        GO_LIVE = "go-live", _("Go-live")
        HYPERCARE = "hypercare", _("First weeks")
        THANKS = "thanks", _("Thanks")

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    published_on = models.DateField(_("date"))
    from_role = models.ForeignKey(JobRole, verbose_name=_("sender"), on_delete=models.PROTECT, related_name="+")
    audience = models.ManyToManyField(Department, verbose_name=_("audience"), blank=True, related_name="announcements")
    channels = models.CharField(_("channels"), max_length=200, blank=True)
    title_zh = models.CharField(_("Chinese title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200)
    title = Bilingual("title")
    body_zh = models.TextField(_("text, in Chinese"), help_text=_("An empty line separates two paragraphs."))
    body_en = models.TextField(_("text, in English"), help_text=_("An empty line separates two paragraphs."))
    body = Bilingual("body")
    call_to_action_zh = models.CharField(_("what to do, in Chinese"), max_length=300, blank=True)
    call_to_action_en = models.CharField(_("what to do, in English"), max_length=300, blank=True)
    call_to_action = Bilingual("call_to_action")

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-published_on", "-code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def paragraphs(self) -> list[str]:
        """The text, paragraph by paragraph."""
        return [part for part in self.body.split("\n\n") if part.strip()]

    @property
    def channel_words(self) -> str:
        """Where else it is told, in the language of the page; a channel that we have no word for as it was written."""
        written = [part.strip() for part in self.channels.split(",") if part.strip()]
        return gettext(", ").join(str(CHANNELS.get(one, one)) for one in written)


CHANNELS = {
    "intranet": pgettext_lazy("channel", "intranet"),
    "mail": pgettext_lazy("channel", "mail"),
    "notice board": pgettext_lazy("channel", "notice board"),
    "shift meeting": pgettext_lazy("channel", "shift meeting"),
    "video": pgettext_lazy("channel", "video"),
}


class AnnouncementFigure(models.Model):
    """A measured number in a post, and where it comes from, so that a reviewer can compare it."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(_("figure"), max_length=80)
    value = models.CharField(_("value"), max_length=80)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "key"], name="figure_once_in_a_post")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class AnnouncementRead(models.Model):
    """A person confirms having read a post. Unique by person and post; never withdrawn."""

    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="reads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("read at"))

    class Meta:
        verbose_name = _("read confirmation")
        verbose_name_plural = _("read confirmations")
        constraints = [models.UniqueConstraint(fields=["announcement", "person"], name="read_once")]

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.person_id}"


class TemplateFile(models.Model):
    """A table that anybody may download and fill: a run-book, a rota, an acceptance checklist. Unique by code."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    name = Bilingual("name")
    purpose_zh = models.CharField(_("purpose, in Chinese"), max_length=300, blank=True)
    purpose_en = models.CharField(_("purpose, in English"), max_length=300, blank=True)
    purpose = Bilingual("purpose")
    rows = models.PositiveIntegerField(_("rows"))
    digest = models.CharField(_("digest"), max_length=64)
    content = models.TextField(_("content"))
    loaded_at = models.DateTimeField(_("loaded at"))

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def csv_text(self) -> str:
        """The table as it is given out."""
        return BYTE_ORDER_MARK + self.content
