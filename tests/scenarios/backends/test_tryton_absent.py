"""Where Tryton is not set up nothing breaks: the back end says so, and what to do."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from scenarios.backends.api import BackEndAbsentError, TrytonBackend, tryton_absence
from scenarios.backends.tryton.installation import FOLDER_VARIABLE, Installation
from tests.scenarios.backends.drills import opened


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tryton-not-here"
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


def test_the_reason_names_the_command_that_sets_it_up(nowhere: Path) -> None:
    assert tryton_absence() == f"Tryton is not installed in {nowhere.name}. Run ./dev tryton."


def test_programs_without_a_template_are_not_ready(nowhere: Path) -> None:
    (nowhere / "bin").mkdir(parents=True)
    (nowhere / "bin" / "trytond").touch()
    assert tryton_absence() == "Tryton has no template database for this version. Run ./dev tryton."


def test_no_sandbox_is_begun_without_it(nowhere: Path) -> None:
    with pytest.raises(BackEndAbsentError, match="not installed"):
        TrytonBackend().provision(opened("p2p-01"))


def test_the_check_says_what_is_missing_and_fails(nowhere: Path) -> None:
    said = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("check_backends", stderr=said)
    assert left.value.code == 1
    assert said.getvalue().strip() == tryton_absence()


def test_the_password_is_drawn_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    installed = Installation(tmp_path)
    drawn = installed.draw_password()
    assert len(drawn) >= 24
    assert installed.draw_password() == drawn
    assert (tmp_path / "password").stat().st_mode & 0o077 == 0
