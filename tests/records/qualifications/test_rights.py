"""Rights follow duties and valid certificates; duties that exclude each other are named, and the right is withheld."""

import pytest

from lms.foundation.api import clock
from lms.records.api import clashes_on, granted_bundles, withdraw_qualification
from lms.records.models import Qualification
from lms.records.qualifications.duties import Bundle, Duty, Pair, rights_of
from tests.factories import make_person, make_posting
from tests.records.qualifications.factories import day, make_bundle, make_conflict, make_type, passed

BUNDLES = {
    "PB-PO": Bundle("PB-PO", frozenset({"BUYER"}), frozenset({"QL-BUY"})),
    "PB-GR": Bundle("PB-GR", frozenset({"RECV"}), frozenset({"QL-RECV"})),
    "PB-REQ": Bundle("PB-REQ", frozenset({"RECV"}), frozenset()),
}
PAIR = Pair("SOD-01", "PB-PO", "PB-GR", is_blocked=True)


def test_role_without_a_qualification_bundle_is_granted_at_once() -> None:
    rights = rights_of([Duty("RECV", True)], [], BUNDLES, [PAIR])
    assert (rights.granted, rights.waiting, rights.withheld, rights.clashes) == ({"PB-REQ"}, {"PB-GR"}, set(), ())


def test_double_duty_withholds_what_does_not_come_with_the_main_post() -> None:
    rights = rights_of([Duty("BUYER", True), Duty("RECV", False)], ["QL-BUY", "QL-RECV"], BUNDLES, [PAIR])
    assert rights.clashes == (PAIR,)
    assert (rights.granted, rights.withheld) == ({"PB-PO", "PB-REQ"}, {"PB-GR"})


def test_double_duty_on_equal_footing_withholds_both() -> None:
    rights = rights_of([Duty("BUYER", True), Duty("RECV", True)], ["QL-BUY", "QL-RECV"], BUNDLES, [PAIR])
    assert (rights.granted, rights.withheld) == ({"PB-REQ"}, {"PB-PO", "PB-GR"})


def test_clash_under_a_control_withholds_nothing() -> None:
    pair = PAIR._replace(is_blocked=False)
    rights = rights_of([Duty("BUYER", True), Duty("RECV", False)], ["QL-BUY", "QL-RECV"], BUNDLES, [pair])
    assert (rights.clashes, rights.withheld) == ((pair,), set())
    assert rights.granted == {"PB-PO", "PB-GR", "PB-REQ"}


@pytest.mark.django_db
@pytest.mark.requirement("B22", "B48", "B83")
def test_pass_opens_the_bundle_and_withdrawal_closes_it() -> None:
    clerk, lead = make_person(), make_person("吴岚", "training_lead")
    make_posting(clerk)
    make_bundle("PB-GR", "RECV", opened_by=make_type())
    assert granted_bundles(clerk, clock.today()) == frozenset()

    passed(clerk)
    assert granted_bundles(clerk, clock.today()) == {"PB-GR"}
    assert granted_bundles(clerk, day("2027-11-01")) == frozenset()

    withdraw_qualification(Qualification.objects.get(), actor=lead, reason="Two wrong batches")
    assert granted_bundles(clerk, clock.today()) == frozenset()


@pytest.mark.django_db
@pytest.mark.requirement("B100")
def test_clash_names_the_person_and_what_is_withheld() -> None:
    buyer = make_person("雷佳")
    make_posting(buyer, "BUYER")
    make_posting(buyer, "RECV", is_main=False)
    make_posting(make_person("王芳"), "RECV")
    make_bundle("PB-PO", "BUYER")
    make_bundle("PB-GR", "RECV")
    make_conflict("PB-PO", "PB-GR")

    clashes = clashes_on(clock.today())

    assert [(one.person.name, one.conflict.code, one.is_blocked, one.withheld) for one in clashes] == [
        ("雷佳", "SOD-01", True, frozenset({"PB-GR"}))
    ]
