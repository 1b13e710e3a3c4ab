"""The scenarios stratum as a Django app."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    """See the package's api.py for what it offers."""

    name = "scenarios"
    default_auto_field = "django.db.models.BigAutoField"
