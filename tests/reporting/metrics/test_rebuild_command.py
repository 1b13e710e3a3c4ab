"""`rebuild_coverage --check` proves the summary, and says where it is wrong."""

import pytest
from django.core.management import call_command

from curricula.models import GoLive
from reporting.models import CoverageRow

pytestmark = pytest.mark.django_db


def test_check_passes_fails_and_is_mended(go_live: GoLive, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild_coverage", "--check")
    assert capsys.readouterr().out == "Stored coverage equals a rebuild from assignments.\n"
    CoverageRow.objects.update(met=0)
    with pytest.raises(SystemExit):
        call_command("rebuild_coverage", "--check")
    call_command("rebuild_coverage")
    call_command("rebuild_coverage", "--check")
    assert capsys.readouterr().out.endswith("Stored coverage equals a rebuild from assignments.\n")
