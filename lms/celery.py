"""The Celery application: Redis in production, the file system beside an embedded installation."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.local")

app = Celery("plimsoll")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["lms.foundation.jobs"])


def _file_system_folders() -> dict[str, str]:
    """Folders of the embedded broker; one folder serves as in and out because one machine holds both sides."""
    folder = settings.BROKER_FOLDER
    for name in ("queue", "control", "processed"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
        "processed_folder": str(folder / "processed"),
    }


@worker_ready.connect
def _recover_jobs(**_: Any) -> None:
    """A worker that comes up looks after what the one before it left, also where no beat runs."""
    from django.core.management import call_command  # the applications are loaded by now

    call_command("recover_jobs")


if str(settings.CELERY_BROKER_URL).startswith("filesystem"):
    app.conf.broker_transport_options = _file_system_folders()
