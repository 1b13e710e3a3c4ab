"""A routing in the sandbox: each operation says by whom it may be done."""

import pytest
from django.test import Client

from scenarios.sandbox.folding import state_of
from tests.factories import make_person
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt


@pytest.mark.requirement("B18")
@pytest.mark.django_db
def test_the_routing_names_the_qualification_of_each_operation() -> None:
    person = make_person(language="en")
    client = Client()
    client.force_login(person)
    browser = Browser(client, make_attempt(person, "MFG-03", seed=0))
    routing = state_of(browser.attempt).master("ROUTING", "FG-30010") or {}
    wanted = {line: row["competence"] for line, row in routing["operations"].items()}
    assert (wanted["30"], wanted["50"]) == ("OP-ASM", "OP-SEAL")
    page = browser.opens("ROUTING", str(routing["id"]))
    assert [one for one in set(wanted.values()) - {""} if one not in page] == []
