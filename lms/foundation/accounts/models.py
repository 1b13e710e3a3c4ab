"""Who people are. A person is deactivated, never deleted, and a number is never given twice."""

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.foundation.append_only import AppendOnlyModel
from lms.foundation.prepared import prepared
from lms.foundation.text import pick


class PersonManager(BaseUserManager["Person"]):
    """Makes people; a person without a password can be known and counted but cannot sign in."""

    def create_user(self, number: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person with `number`; without `password` no sign-in is possible until one is set."""
        person = self.model(number=number, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, number: str, password: str | None = None, **fields: Any) -> "Person":
        """Make the technical owner of an installation."""
        return self.create_user(number, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """One human being, one row, whatever the source. Unique by `number`. Made by the HR import; changed only by it.

    Nothing here says what a person does (postings) or may do (qualifications). No pay, birth date or identity number.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=32, unique=True)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=120)
    name_latin = models.CharField(_("name in Latin letters"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the back office"), default=False)
    identity_verified_at = models.DateTimeField(_("identity verified at"), null=True, blank=True)
    identity_verified_by = models.ForeignKey(
        "self",
        verbose_name=_("identity verified by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    policy_acknowledged_at = models.DateTimeField(_("signature policy acknowledged at"), null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def get_full_name(self) -> str:
        """The name in the reader's script where both are known."""
        return pick(self.name, self.name_latin or self.name)

    def get_short_name(self) -> str:
        """As the full name: Chinese names are not shortened."""
        return self.get_full_name()

    @property
    def shown_name(self) -> str:
        """The name in the reader's script."""
        return self.get_full_name()

    @cached_property
    def access_roles(self) -> frozenset[str]:
        """Codes of the access roles held now (one query a request)."""
        return frozenset(_roles_of(person=self.pk))


@prepared
def _roles_of(person: int) -> Any:
    return Group.objects.filter(user=person).values_list("name", flat=True)


class SignInAttempt(AppendOnlyModel):
    """A refused re-authentication for a signature; counted for throttling and shown to the administrator."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="failed_signings")
    at = models.DateTimeField()
    origin = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="signing_failures_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d %H:%M}"
