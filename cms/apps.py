"""The cms stratum as a Django app."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """See the package's api.py for what it offers."""

    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"
