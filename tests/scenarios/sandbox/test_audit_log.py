"""The audit log's screen narrows and pages; what is found there is recorded by form and graded by its entries."""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.models import Person
from scenarios.datasets.administration.audit_log import planted_entries
from scenarios.grading.api import grade
from scenarios.grading.assertions.set_equals import SetEquals
from scenarios.grading.contract import variant_seeds
from scenarios.models import Attempt
from scenarios.sandbox.folding import opening_of, state_of
from tests.factories import PASSWORD, make_person
from tests.scenarios.grading.drills import drill, opened, seed_of, small_company
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Person:
    return make_person("梅岚", language="en")


@pytest.fixture
def attempt(owner: Person) -> Attempt:
    return make_attempt(owner, "SYS-02", seed=seed_of("SYS-02", part="first"))


def browser(person: Person, attempt: Attempt) -> Browser:
    client = Client()
    client.force_login(person)
    return Browser(client, attempt)


def shown(page: object) -> str:
    return str(page.content.decode())  # type: ignore[attr-defined]


@pytest.mark.requirement("A53")
def test_log_is_narrowed_by_user_action_days_and_words(owner: Person, attempt: Attempt) -> None:
    desk = browser(owner, attempt)
    url = desk.address("drill-audit-log")
    everything = shown(desk.client.get(url))
    assert ("6,200" in everything, everything.count("AL-0"), "1 / 62" in everything) == (True, 100, True)
    page = desk.client.get(url, {"user": "zhou.rcv", "action": "login"})
    assert [row[0].shown.text for row in page.context["table"].rows] == ["AL-02286", "AL-02288"]
    page = desk.client.get(url, {"q": "audit:active", "from": "2026-11-25", "to": "2026-11-25"})
    assert [row[0].shown.text for row in page.context["table"].rows] == ["AL-05199", "AL-05200"]
    assert "No entry matches" in shown(desk.client.get(url, {"q": "nowhere"}))
    last = desk.client.get(url, {"page": "62"})
    assert [row[0].shown.text for row in last.context["table"].rows][-1] == "AL-06200"


def test_each_look_is_on_record_with_what_was_asked(owner: Person, attempt: Attempt) -> None:
    desk = browser(owner, attempt)
    desk.client.get(desk.address("drill-audit-log"), {"user": "cai.buyer"})
    looks = [entry.command.args for entry in state_of(attempt).journal if entry.command.name == "report.run"]
    assert looks == [{"report": "AUDITLOG", "params": {"user": "cai.buyer"}}]


def test_report_menu_leads_to_the_log_and_other_drills_have_none(owner: Person, attempt: Attempt) -> None:
    desk = browser(owner, attempt)
    response = desk.client.get(desk.address("drill-report", "AUDITLOG"))
    assert (response.status_code, response["Location"]) == (302, desk.address("drill-audit-log"))
    other = make_attempt(owner, "P2P-03")
    assert desk.client.get(reverse("drill-audit-log", args=[other.uuid])).status_code == 404


def test_owner_and_lead_see_the_log_and_a_colleague_and_a_stranger_do_not(owner: Person, attempt: Attempt) -> None:
    url = reverse("drill-audit-log", args=[attempt.uuid])
    lead, colleague = make_person("罗敏", "training_lead"), make_person("陈晨")
    codes = []
    for person in (owner, lead, colleague):
        client = Client()
        client.force_login(person)
        codes.append(client.get(url).status_code)
    assert (codes, Client().get(url).status_code) == ([200, 200, 404], 302)
    seats = [entry.command.seat for entry in state_of(attempt).journal if entry.command.name == "report.run"]
    assert seats == ["learner"]


def wrong_entries(log: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """What is not as it should be in a log, found by the questions that the drill teaches."""
    rows = sorted(log.items())
    logins = [row for _, row in rows if row["action"] == "login" and not row["reference"]]
    lab = next(row for row in logins if row["user"] == "zhou.rcv" and row["terminal"].startswith("QC"))
    day = [(number, row) for number, row in rows if (row["at"][:10], row["user"]) == (lab["at"][:10], "zhou.rcv")]
    there = next(row for _, row in day if row["action"] == "post" and row["terminal"] == lab["terminal"])
    night = next(row for row in logins if row["terminal"].startswith("VPN"))
    unexplained = {"expiry", "valid_from"}
    return {
        "shared": tuple(
            number
            for number, row in day
            if row["action"] == "login" or (row["action"] == "post" and row["at"][:16] == there["at"][:16])
        ),
        "dating": tuple(
            number for number, row in rows if row["object"].split("/")[-1] in unexplained and not row["reference"]
        ),
        "export": tuple(number for number, row in rows if row["terminal"] == night["terminal"]),
        "gap": tuple(number for number, row in rows if row["object"] == "AUDIT:active"),
    }


@pytest.mark.parametrize("seed", variant_seeds(drill("SYS-02").start))
def test_keys_of_each_variant_are_the_entries_that_its_log_shows(seed: int) -> None:
    opening = opened("SYS-02", seed)
    log = opening.state.dataset.part("audit_log")
    rules = {item.id: item.rule for item in opening.scenario.expectations}
    keys = {name: rule.wanted for name, rule in rules.items() if isinstance(rule, SetEquals)}
    found = wrong_entries(log)
    assert {name: keys[name] for name in ("E1", "E2", "E3", "E4")} == {
        "E1": frozenset(found["shared"]),
        "E2": frozenset(found["dating"]),
        "E3": frozenset(found["export"]),
        "E4": frozenset(found["gap"]),
    }
    assert keys["E6"] == frozenset().union(*found.values())
    assert [row["at"] for row in log.values()] == sorted(row["at"] for row in log.values())


def test_first_variant_shows_what_the_dataset_has_planted() -> None:
    assert wrong_entries(small_company().part("audit_log")) == planted_entries()


@pytest.mark.requirement("A53", "A118")
def test_review_of_the_log_by_hand(owner: Person, attempt: Attempt) -> None:
    desk = browser(owner, attempt)
    desk.client.get(desk.address("drill-audit-log"))
    kinds = {"shared": "shared_account", "dating": "back_dating", "export": "mass_export", "gap": "log_gap"}
    findings = []
    for kind, category in kinds.items():
        entries = ", ".join(planted_entries()[kind])
        _, number = desk.does("audit.find", {}, category=category, entries=entries, statement=f"Seen: {kind}")
        findings.append(number)
    given = {"title": "November", "severity": "critical", "text": "See the findings", "owner": "tang.qa"}
    desk.does("inc.open", {}, findings=", ".join(findings), **given)
    answers = {"A1": {"value": "29", "confidence": "sure"}, "A2": {"value": "b", "confidence": "sure"}}
    result = grade(opening_of(attempt), state_of(attempt), answers=answers)
    assert (result.score, result.passed) == (100, True), [mark for mark in result.marks if not mark.finding.met]


@pytest.mark.requirement("A52")
def test_access_review_by_hand(owner: Person) -> None:
    attempt = make_attempt(owner, "SYS-01", seed=0)
    desk = browser(owner, attempt)
    for report in ("DUTIES", "STAFF"):
        page = shown(desk.client.get(desk.address("drill-report", report)))
        assert "qian.super" in page
    removed = {"qian.super": "AP", "bian.rcv": "BUYER", "rong.ap": "CASHIER", "ni.fin": "CASHIER", "cao.pur": "BUYER"}
    removed |= {"yan.admin": "BUYER", "hou.line": "DEPT-MGR", "shi.ap": "PUR-MGR"}
    desk.wears("fang.exec")
    lines = {"lines__1__user": "du.iqc", "lines__1__role": "RECV", "lines__1__decision": "mitigate"}
    lines |= {"lines__1__control": "Xu Ming counter-checks each day"}
    for number, (user, role) in enumerate(removed.items(), start=2):
        row = {"user": user, "role": role, "decision": "remove"}
        lines |= {f"lines__{number}__{name}": value for name, value in row.items()}
    signature = {"number": owner.number, "password": PASSWORD}
    _, review = desk.does("rec.sign", {}, **lines, lines__count=str(len(removed) + 1), **signature)
    desk.wears("dong.admin")
    names = opening_of(attempt).scenario.names
    for user, role in removed.items():
        desk.does("user.revoke", {"user": user}, role=role, rec=review)
    for user in ("kong.buyer", "tao.ap", "bai.iqc", "jia.admin"):
        desk.does("user.lock", {"user": user}, reason="Has left")
    desk.does("role.withdraw", {"role": str(names["wide"])}, right=str(names["right"]), reason="Rehearsal")
    desk.does("role.grant", {"role": "AUDITOR"}, right="inc.open", reason="Restored")
    assert "qian.super" not in shown(desk.client.get(desk.address("drill-report", "DUTIES")))
    answers = {"A1": {"value": "4", "confidence": "sure"}, "A2": {"value": "b", "confidence": "sure"}}
    result = grade(opening_of(attempt), state_of(attempt), answers=answers)
    assert (result.score, result.passed) == (100, True), [mark for mark in result.marks if not mark.finding.met]
