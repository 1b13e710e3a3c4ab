"""What a process loads before it does anything: not what only the back office or a report would ask for."""

import subprocess
import sys

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from cms.knowledge.models import FaqEntry
from cms.manuals.models import Manual
from tests.factories import make_person

ONLY_WHEN_ASKED_FOR = (
    "ninja", "rest_framework", "wagtail.snippets.views.snippets", "wagtail.embeds.oembed_providers", "weasyprint",
)  # fmt: skip


def test_a_start_loads_neither_public_api_nor_back_office_nor_printing() -> None:
    said = (
        f"import sys, django; django.setup(); print([name for name in {ONLY_WHEN_ASKED_FOR!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_apps_keep_their_names_and_snippets_are_there_for_whoever_asks() -> None:
    assert [apps.is_installed(f"wagtail.{name}") for name in ("snippets", "documents", "images")] == [True, True, True]
    assert {Manual, FaqEntry} <= set(get_snippet_models())


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["wagtaildocs:index", "wagtailimages:index", "wagtailsnippets_cms_faqentry:list"])
def test_back_office_opens(client: Client, name: str) -> None:
    person = make_person("吴岚", is_superuser=True)
    client.force_login(person, backend="lms.foundation.accounts.backends.PersonBackend")
    assert client.get(reverse(name)).status_code == 200
