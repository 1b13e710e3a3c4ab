"""The ground floor as a Django app; installs the append-only triggers after each migration."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    """People, access, audit trail, signatures and jobs."""

    name = "lms.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the database's own refusal in place: it belongs to the tables, so it comes with them."""
        from django.contrib.auth.signals import user_logged_in

        from lms.foundation.audit import checking, pdf, reviewing  # noqa: F401 - the worker knows jobs and checks by name only

        # The framework would stamp the wall clock. Under its own id and before it, ours takes its place.
        user_logged_in.connect(_stamp_sign_in, dispatch_uid="update_last_login")
        post_migrate.connect(_install_triggers, dispatch_uid="append-only-triggers")


def _install_triggers(sender: Any, using: str, **_: Any) -> None:
    from lms.foundation.append_only import install_triggers  # needs the app registry

    if isinstance(sender, AppConfig) and sender.label == "foundation":
        return
    install_triggers(using)


def _stamp_sign_in(sender: Any, user: Any, **_: Any) -> None:
    from lms.foundation import clock

    user.last_login = clock.now()
    user.save(update_fields=["last_login"])
