"""The cms stratum as a Django app."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """See the package's api.py for what it offers."""

    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what is published, so that the search knows it at once, and name lessons in the trail."""
        from cms import receivers  # noqa: F401 - needs the loaded tables
        from cms.lessons import naming  # noqa: F401 - likewise
