"""What a person must be able to do, and by when."""

from django.apps import AppConfig


class CurriculaConfig(AppConfig):
    """Organisation, processes, go-lives, activities, the matrix and its assignments."""

    name = "curricula"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the job kinds and checks known to web, worker and commands."""
        import curricula.milestones.jobs  # importing registers them; tables are loaded only now
        import curricula.processes.acknowledging
        import curricula.processes.verifying
        import curricula.training.verifying
        import curricula.training.waiving  # noqa: F401 - likewise
