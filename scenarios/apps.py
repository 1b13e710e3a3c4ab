"""The scenarios stratum as a Django app."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    """See the package's api.py for what it offers."""

    name = "scenarios"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the check of journals known to commands."""
        import scenarios.sandbox.verifying  # noqa: F401 - importing registers it; tables are loaded only now
