"""The doors to other systems."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """People by file; later REST, SCIM and events."""

    name = "lms.exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the job kinds known to web and worker."""
        import lms.exchange.people.jobs  # noqa: F401 - importing registers them; tables are loaded only now
