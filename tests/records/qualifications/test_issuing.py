"""From evidence to certificates: issued when all is shown, renewed by what holds on, ended when the ground is gone."""

import pytest

from curricula.models import EvidenceFact, Station
from lms.foundation.api import clock
from lms.foundation.models import AuditEntry, Person
from lms.records.api import (
    PaperCertificate,
    QualificationRefused,
    holds_qualification,
    issue_due_qualifications,
    issue_paper_certificates,
    valid_qualifications,
    withdraw_qualification,
)
from lms.records.models import Qualification, QualificationEnding
from lms.records.qualifications import ending
from tests.factories import make_activity, make_person, make_posting, moment, named
from tests.records.qualifications.factories import day, make_type, passed

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("B14", "B107")
def test_certificate_is_issued_with_the_last_piece_of_evidence() -> None:
    clerk = make_person("周婷")
    make_posting(clerk)
    make_type("QL-RECV", "ACT-P2P-02", "ACT-P2P-06")
    passed(clerk, "ACT-P2P-02", "2026-10-01")
    assert not Qualification.objects.exists()

    passed(clerk, "ACT-P2P-06", "2026-10-05")

    issued = Qualification.objects.get()
    assert (issued.number, issued.valid_from, issued.valid_until) == (
        f"Q-{clock.today().year}-000001", day("2026-10-05"), day("2027-10-05")
    )  # fmt: skip
    assert {one.fact.activity.code for one in issued.basis.all()} == {"ACT-P2P-02", "ACT-P2P-06"}
    assert (
        AuditEntry.objects.filter(subject_kind="qualification", subject_uuid=issued.uuid, action="issue").count() == 1
    )


def test_certificate_is_not_issued_twice_for_the_same_evidence() -> None:
    clerk = make_person()
    make_posting(clerk)
    make_type()
    passed(clerk, on="2026-10-01")

    assert issue_due_qualifications() == 0
    assert issue_due_qualifications([clerk.pk]) == 0
    assert Qualification.objects.count() == 1


def test_level_below_the_minimum_gives_no_certificate() -> None:
    learner = make_person("高磊")
    make_posting(learner)
    make_type()
    passed(learner, level=2)
    assert not Qualification.objects.exists()

    passed(learner, level=3, on="2026-10-09")
    assert Qualification.objects.get().valid_from == day("2026-10-09")


def test_unstated_level_does_not_reach_level_four() -> None:
    lead = make_person()
    make_posting(lead)
    make_type("QL-ASSESS", minimum_level=4)
    passed(lead)
    assert not Qualification.objects.exists()

    passed(lead, level=4, on="2026-10-02")
    assert Qualification.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"outcome": "failed"}, {"method": "exam"}, {"method": "lesson", "outcome": "completed"}], ids=str
)
def test_other_outcomes_and_methods_give_no_certificate(fields: dict[str, str]) -> None:
    clerk = make_person()
    make_posting(clerk)
    make_type()

    passed(clerk, **fields)

    assert not Qualification.objects.exists()


def test_certificate_needs_the_post_it_is_meant_for() -> None:
    keeper = make_person()
    make_posting(keeper, "KEEPER")
    make_type("QL-RECV", role="RECV")
    passed(keeper)
    assert not Qualification.objects.exists()

    make_posting(keeper, "RECV", starts_on=day("2026-10-20"), is_main=False)
    assert issue_due_qualifications([keeper.pk]) == 1
    assert Qualification.objects.get().valid_from == day("2026-10-20")


def test_one_station_does_not_qualify_for_the_other() -> None:
    operator = make_person("李强")
    seal, label = named(Station, "SEAL"), named(Station, "LABEL")
    make_posting(operator, "LINE-OP", station=seal)
    make_type("QL-SEAL", "ACT-MFG-05", role="LINE-OP", station=seal)
    make_type("QL-LABEL", "ACT-MFG-05", role="LINE-OP", station=label)

    passed(operator, "ACT-MFG-05")

    assert [one.type.code for one in Qualification.objects.all()] == ["QL-SEAL"]


@pytest.mark.requirement("B15")
def test_renewal_supersedes_and_keeps_the_old_certificate() -> None:
    clerk = make_person()
    make_posting(clerk, starts_on=day("2025-01-01"))
    make_type()
    passed(clerk, on="2025-10-20")
    passed(clerk, on="2026-03-01")  # practice: nothing lapses for a long time
    passed(clerk, on="2026-10-01")

    old, new = Qualification.objects.order_by("pk")
    assert new.supersedes == old
    assert (new.valid_from, new.valid_until) == (day("2026-10-01"), day("2027-10-20"))
    assert [one.number for one in valid_qualifications(day("2026-09-30"))] == [old.number]
    assert [one.number for one in valid_qualifications(day("2026-10-01"))] == [new.number]


def test_renewal_needs_every_activity_to_hold_beyond_the_old_certificate() -> None:
    clerk = make_person()
    make_posting(clerk, starts_on=day("2025-01-01"))
    make_type("QL-RECV", "ACT-P2P-02", "ACT-P2P-06")
    passed(clerk, "ACT-P2P-02", "2025-10-01")
    passed(clerk, "ACT-P2P-06", "2025-10-10")
    passed(clerk, "ACT-P2P-06", "2026-09-20")
    assert Qualification.objects.count() == 1

    passed(clerk, "ACT-P2P-02", "2026-10-02")
    assert Qualification.objects.get(supersedes__isnull=False).valid_until == day("2027-10-10")


def test_lapsed_certificate_no_longer_holds() -> None:
    clerk = make_person()
    make_posting(clerk, starts_on=day("2025-01-01"))
    make_type()
    passed(clerk, on="2025-10-20")

    assert holds_qualification(clerk, "QL-RECV", day("2026-10-20"))
    assert not holds_qualification(clerk, "QL-RECV", day("2026-10-21"))
    assert not holds_qualification(clerk, "QL-RECV", day("2025-10-19"))


def test_paper_certificate_is_superseded_by_the_first_proof_here() -> None:
    operator = make_person("张敏")
    make_posting(operator, starts_on=day("2025-01-01"))
    kind = make_type()
    paper = PaperCertificate(operator, kind, day("2026-02-01"), day("2027-01-31"), "SG-118")
    assert issue_paper_certificates([paper, paper][:1], actor=None, reason="Migration from paper") == 1
    assert issue_paper_certificates([paper], actor=None, reason="Migration from paper") == 0

    passed(operator, on="2026-10-05")

    old, new = Qualification.objects.order_by("pk")
    assert (old.source, old.outside_number, new.source, new.supersedes) == ("migrated", "SG-118", "platform", old)
    assert (old.number, new.valid_until) == ("Q-2026-000001", day("2027-10-05"))


def test_numbers_have_no_gaps_when_many_are_issued_at_once() -> None:
    make_type()
    for number in range(3):
        person = make_person(number=f"N{number}")
        make_posting(person, starts_on=day("2025-01-01"))
        _bare_fact(person, "2025-05-01")
        _bare_fact(person, "2026-04-20")

    assert issue_due_qualifications() == 6

    numbers = sorted(Qualification.objects.values_list("number", flat=True))
    assert numbers == [f"Q-2025-00000{i}" for i in (1, 2, 3)] + [f"Q-2026-00000{i}" for i in (1, 2, 3)]
    assert Qualification.objects.filter(supersedes__isnull=False).count() == 3


@pytest.mark.requirement("B22")
def test_withdrawn_certificate_needs_new_evidence() -> None:
    lead, clerk = make_person("吴岚", "training_lead"), make_person()
    make_posting(clerk)
    make_type()
    passed(clerk)
    withdrawn = Qualification.objects.get()

    withdraw_qualification(withdrawn, actor=lead, reason="Wrong reportability call on complaint 26-118")

    assert not holds_qualification(clerk, "QL-RECV", clock.today())
    assert issue_due_qualifications() == 0
    entry = AuditEntry.objects.filter(subject_uuid=withdrawn.uuid).first()
    assert entry is not None
    assert (entry.action, entry.actor, entry.reason) == ("end", lead, "Wrong reportability call on complaint 26-118")

    passed(clerk, occurred_at=None)
    assert holds_qualification(clerk, "QL-RECV", clock.today())


def test_a_certificate_that_is_renewed_while_somebody_withdraws_it_is_not_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lead, clerk = make_person("吴岚", "training_lead"), make_person()
    make_posting(clerk, starts_on=day("2025-01-01"))
    make_type()
    passed(clerk, on="2025-10-20")
    passed(clerk, on="2026-03-01")  # practice: nothing lapses for a long time
    seen = Qualification.objects.get()

    def after_the_renewal() -> None:
        monkeypatch.undo()
        passed(clerk, on="2026-10-01")
        assert Qualification.objects.filter(supersedes=seen).exists()

    monkeypatch.setattr(ending, "take_the_numbers", after_the_renewal)
    with pytest.raises(QualificationRefused):
        withdraw_qualification(seen, actor=lead, reason="Wrong reportability call")
    assert not QualificationEnding.objects.exists()


def test_withdrawing_is_refused_without_reason_and_for_oneself() -> None:
    lead, clerk = make_person("吴岚", "training_lead"), make_person()
    make_posting(clerk)
    make_type()
    passed(clerk)
    issued = Qualification.objects.get()

    with pytest.raises(QualificationRefused):
        withdraw_qualification(issued, actor=lead, reason="  ")
    with pytest.raises(QualificationRefused):
        withdraw_qualification(issued, actor=clerk, reason="I do not want it")

    assert not QualificationEnding.objects.exists()


def test_corrected_evidence_takes_the_certificate_with_it() -> None:
    lead, clerk = make_person("吴岚", "training_lead"), make_person()
    make_posting(clerk)
    make_type()
    fact = passed(clerk)
    assert holds_qualification(clerk, "QL-RECV", clock.today())

    passed(
        clerk, outcome="failed", corrects=fact, reason="The recording showed a colleague at the keyboard", actor=lead
    )

    assert not holds_qualification(clerk, "QL-RECV", clock.today())
    assert QualificationEnding.objects.get().kind == "unfounded"


def _bare_fact(person: Person, on: str) -> None:
    """A fact as a history builder writes it: in bulk, without followers."""
    at = moment(f"{on} 12:00")
    EvidenceFact.objects.create(
        person=person, activity=make_activity(), method="drill", outcome="passed", occurred_at=at, occurred_on=day(on),
        recorded_at=at, source_key=f"{person}-{on}",
    )  # fmt: skip


def test_certificate_does_not_outlive_evidence_that_has_a_last_day_of_its_own() -> None:
    clerk = make_person()
    make_posting(clerk)
    make_type("QL-RECV", "ACT-P2P-02", "ACT-P2P-06")
    passed(clerk, "ACT-P2P-02", "2026-10-01", valid_until=day("2027-03-31"))
    passed(clerk, "ACT-P2P-06", "2026-10-05", valid_until=day("2029-12-31"))

    issued = Qualification.objects.get()
    assert (issued.valid_from, issued.valid_until) == (day("2026-10-05"), day("2027-03-31"))
    assert not holds_qualification(clerk, "QL-RECV", day("2027-04-01"))


def test_certificate_of_a_type_without_end_ends_with_its_evidence() -> None:
    clerk = make_person()
    make_posting(clerk)
    make_type(validity_months=0)
    passed(clerk, on="2026-10-01", valid_until=day("2027-03-31"))

    assert Qualification.objects.get().valid_until == day("2027-03-31")


def test_renewal_does_not_outlive_its_evidence_either() -> None:
    clerk = make_person()
    make_posting(clerk, starts_on=day("2025-01-01"))
    make_type()
    passed(clerk, on="2025-10-20")
    passed(clerk, on="2026-10-01", valid_until=day("2027-05-31"))

    assert [one.valid_until for one in Qualification.objects.order_by("pk")] == [day("2026-10-20"), day("2027-05-31")]
