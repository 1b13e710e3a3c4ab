"""The wiring as a Django app: makes the Celery application known to every process, so that jobs reach its broker."""

from importlib import import_module

from django.apps import AppConfig


class LmsConfig(AppConfig):
    """Templates of the frame, management commands of the roof, and the Celery application."""

    name = "lms"

    def ready(self) -> None:
        """Load the application; without it a task would look for a broker that nobody named."""
        import_module("lms.celery")
