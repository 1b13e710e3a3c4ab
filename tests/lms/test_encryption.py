"""What the operating guide promises of encryption: nothing is answered in the clear, and the guide says what it leaves out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lms.settings.env import PROJECT

ASKED = """
import django, json
django.setup()
from django.conf import settings
from django.test import Client
clear, sealed = Client().get("/sign-in/"), Client().get("/sign-in/", headers={"x-forwarded-proto": "https"})
print(json.dumps({
    "clear": [clear.status_code, clear["Location"]],
    "sealed": [sealed.status_code, sealed["Strict-Transport-Security"], sealed.cookies["csrftoken"]["secure"]],
    "session": settings.SESSION_COOKIE_SECURE,
}))
"""


@pytest.mark.requirement("B102")
def test_production_answers_over_tls_alone_and_the_guide_states_what_is_encrypted(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings.production",
        "PLIMSOLL_HOME": str(tmp_path),
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "testserver",
    }
    collected = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collected, cwd=PROJECT, env=environment, check=True)
    done = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=PROJECT, env=environment, check=True, capture_output=True, text=True
    )
    assert json.loads(done.stdout) == {
        "clear": [301, "https://testserver/sign-in/"],
        "sealed": [200, "max-age=31536000; includeSubDomains; preload", True],
        "session": True,
    }
    guide = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
    stated = guide.split("## What is encrypted")[1].split("\n## ")[0]
    for said in ("In transit", "At rest", "LUKS", "Plimsoll does not encrypt"):
        assert said in stated
