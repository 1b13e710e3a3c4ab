"""What a person has done and may do."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Evidence, exams, practicals, qualifications."""

    name = "lms.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
