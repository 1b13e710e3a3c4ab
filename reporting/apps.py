"""The reporting stratum as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """See the package's api.py for what it offers."""

    name = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the kinds of jobs known to web and worker alike."""
        for module in ("reporting.snapshots.jobs", "reporting.documents.jobs", "reporting.snapshots.verifying"):
            import_module(module)
