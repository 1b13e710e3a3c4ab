"""The doors to other systems."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """People by file; later REST, SCIM and events."""

    name = "lms.exchange"
    default_auto_field = "django.db.models.BigAutoField"
