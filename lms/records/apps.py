"""What a person has done and may do."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Evidence, exams, practicals, qualifications."""

    name = "lms.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let qualifications follow evidence, whichever module of the stratum records it."""
        from lms.records import api  # noqa: F401 - registers the followers; needs the app registry
