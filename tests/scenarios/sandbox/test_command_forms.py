"""What holds of every command's form and of every drill's menu."""

import pytest

from scenarios.engine.api import DOCUMENT_KINDS, MASTER_KINDS, REPORTS, command_specs
from scenarios.sandbox.areas import LOOK_UPS
from scenarios.sandbox.finding import WORKLIST
from scenarios.sandbox.reports import REPORT_TABLES
from scenarios.sandbox.views.commands import OWN_FIELDS
from scenarios.sandbox.views.documents import OWN_SCREENS
from tests.scenarios.grading.drills import drill
from tests.scenarios.test_scenario_contract import BUILT


def test_no_argument_is_called_as_the_form_calls_its_own_fields() -> None:
    lost = [(name, one.name) for name, spec in command_specs().items() for one in spec.fields if one.name in OWN_FIELDS]
    assert lost == []


@pytest.mark.parametrize("code", BUILT)
def test_menu_offers_every_list_and_report_that_a_drill_names(code: str) -> None:
    lists = {*DOCUMENT_KINDS, *MASTER_KINDS, "LOT"}
    shown = {*LOOK_UPS, *REPORT_TABLES, *OWN_SCREENS, WORKLIST}
    named = set(drill(code).screens)
    assert named - shown == set()
    assert named <= lists | set(REPORTS)
