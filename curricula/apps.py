"""What a person must be able to do, and by when."""

from django.apps import AppConfig


class CurriculaConfig(AppConfig):
    """Organisation, processes, go-lives, activities, the matrix and its assignments."""

    name = "curricula"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the job kinds known to web and worker."""
        import curricula.milestones.jobs  # noqa: F401 - importing registers them; tables are loaded only now
