"""The reporting stratum as a Django app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """See the package's api.py for what it offers."""

    name = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
