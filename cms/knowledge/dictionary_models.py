"""The data dictionary: business objects, their fields, and the rules that a machine can check."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curricula.models import JobRole
from lms.foundation.api import Bilingual


class DictionaryObject(models.Model):
    """A business object, such as a lot. Unique by code."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    name = Bilingual("name")
    owner_role = models.ForeignKey(
        JobRole, verbose_name=pgettext_lazy("of a text", "owner"), on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("business object")
        verbose_name_plural = _("business objects")
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class DictionaryField(models.Model):
    """One field of a business object: what it means, where it comes from, and the rule in words. Unique by code."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    business_object = models.ForeignKey(
        DictionaryObject, verbose_name=_("business object"), on_delete=models.PROTECT, related_name="fields"
    )
    name_zh = models.CharField(_("Chinese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    name = Bilingual("name")
    meaning_zh = models.TextField(_("meaning, in Chinese"))
    meaning_en = models.TextField(_("meaning, in English"))
    meaning = Bilingual("meaning")
    source = models.CharField(_("source"), max_length=40)
    source_name_zh = models.CharField(_("source, in Chinese"), max_length=120, blank=True)
    source_name_en = models.CharField(_("source, in English"), max_length=120, blank=True)
    source_name = Bilingual("source_name")
    refresh_zh = models.CharField(_("refreshed, in Chinese"), max_length=120)
    refresh_en = models.CharField(_("refreshed, in English"), max_length=120)
    refresh = Bilingual("refresh")
    rule_text_zh = models.TextField(_("rule, in Chinese"))
    rule_text_en = models.TextField(_("rule, in English"))
    rule_text = Bilingual("rule_text")
    owner_role = models.ForeignKey(
        JobRole, verbose_name=pgettext_lazy("of a text", "owner"), on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("dictionary field")
        verbose_name_plural = _("dictionary fields")
        ordering = ["business_object__position", "position"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class DictionaryRule(models.Model):
    """One rule of a field that a machine can check. Made with the field; read by the data-quality checks."""

    class Kind(models.TextChoices):
        """What is checked."""

        REQUIRED = "required", pgettext_lazy("field", "required")
        FORMAT = "format", _("format")
        RANGE = "range", _("range")
        UNIQUE = "unique", _("unique")
        REFERENCE = "reference", _("reference")
        CHECK_DIGIT = "check_digit", _("check digit")

    field = models.ForeignKey(DictionaryField, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    applies_when = models.CharField(_("applies when"), max_length=200, blank=True)
    pattern = models.CharField(_("pattern"), max_length=200, blank=True)
    least = models.CharField(_("least"), max_length=80, blank=True)
    most = models.CharField(_("most"), max_length=80, blank=True)
    together_with = models.CharField(_("unique together with"), max_length=200, blank=True)
    refers_to = models.CharField(_("refers to"), max_length=80, blank=True)
    values = models.CharField(_("values"), max_length=300, blank=True)
    scheme = models.CharField(_("scheme"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.field_id} {self.kind}"

    @property
    def expression(self) -> str:
        """The rule in the short form that the data-quality checks read."""
        span = f"{self.least or '…'} – {self.most or '…'}" if self.least or self.most else ""
        parts = [self.pattern, span, self.together_with, self.refers_to, self.values, self.scheme]
        condition = f"[{self.applies_when}]" if self.applies_when else ""
        return " ".join(part for part in [*parts, condition] if part)
