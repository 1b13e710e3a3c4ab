"""The roof: what has to be ready in every process, web, worker and command alike."""

from django.apps import AppConfig


class LmsConfig(AppConfig):
    """Settings, addresses, navigation and the frame of the pages."""

    name = "lms"

    def ready(self) -> None:
        """Make the Celery application the one that shared tasks are sent through; without it they look for RabbitMQ."""
        import lms.celery  # noqa: F401 - importing sets the current application; settings are complete only now
