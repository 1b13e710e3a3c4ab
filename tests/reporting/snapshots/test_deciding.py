"""Go, conditional, no-go: who may sign what, on which snapshot, once."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from curricula.models import GoLive
from lms.foundation.api import SignatureRefused, is_genuine
from lms.foundation.models import Person, Signature
from reporting.models import GoLiveDecision, Snapshot
from reporting.snapshots import deciding
from reporting.snapshots.deciding import DecisionRefused, Mitigation, allowed_verdicts, decide_go_live, signed_record
from reporting.snapshots.taking import take_snapshot
from tests.factories import PASSWORD, make_activity, make_person
from tests.reporting.factories import doctored_snapshot

pytestmark = pytest.mark.django_db
LATER = date(2099, 1, 1)


def decide(snapshot: Snapshot, person: Person, verdict: str = "no_go", **changes: Any) -> GoLiveDecision:
    values = {"reason": "夜班无人", "number": person.number, "password": PASSWORD, **changes}
    return decide_go_live(snapshot, person=person, verdict=verdict, **values)


def test_signed_no_go_binds_the_snapshot(snapshot: Snapshot, executive: Person) -> None:
    decision = decide(snapshot, executive)
    signature = decision.signature
    assert (signature.printed_name, signature.meaning, signature.subject_version) == (
        "赵敏 Zhao Min",
        "decided",
        "S-0001",
    )
    assert (signature.zone, signature.note) == ("Asia/Shanghai", "夜班无人")
    assert is_genuine(signature, signed_record(GoLiveDecision.objects.get()))
    assert signed_record(decision)["digest"] == snapshot.digest


def test_double_click_signs_once(snapshot: Snapshot, executive: Person) -> None:
    assert decide(snapshot, executive) == decide(snapshot, executive)
    assert (GoLiveDecision.objects.count(), Signature.objects.count()) == (1, 1)


def test_second_thoughts_need_a_new_snapshot(go_live: GoLive, executive: Person) -> None:
    snapshot = doctored_snapshot(go_live, "go")
    decide(snapshot, executive)
    with pytest.raises(DecisionRefused):
        decide(snapshot, executive, "go")


@pytest.mark.parametrize("role", ["manager", "auditor", "training_lead", "administrator", "assessor"])
def test_nobody_but_an_executive_decides(snapshot: Snapshot, role: str) -> None:
    with pytest.raises(DecisionRefused):
        decide(snapshot, make_person("某人", role))
    assert not Signature.objects.exists()


def test_whoever_proposes_does_not_decide(snapshot: Snapshot, lead: Person) -> None:
    with pytest.raises(DecisionRefused):
        decide(snapshot, make_person("双职", "executive", "training_lead"))
    lead.groups.clear()
    executive_now = Person.objects.get(pk=lead.pk)
    from django.contrib.auth.models import Group

    executive_now.groups.add(Group.objects.get_or_create(name="executive")[0])
    with pytest.raises(DecisionRefused):
        decide(snapshot, executive_now)


def test_wrong_password_signs_nothing(snapshot: Snapshot, executive: Person) -> None:
    with pytest.raises(SignatureRefused):
        decide(snapshot, executive, password="wrong")
    assert not GoLiveDecision.objects.exists()


def test_bolder_than_the_gates_is_refused(snapshot: Snapshot, executive: Person) -> None:
    for verdict in ("go", "conditional", "perhaps"):
        with pytest.raises(DecisionRefused):
            decide(snapshot, executive, verdict)
    assert allowed_verdicts(snapshot) == ["no_go"]


def test_what_happens_while_the_password_is_checked_is_seen_before_signing(
    go_live: GoLive, snapshot: Snapshot, executive: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def checked_while_signing_in_another_window(*_signer: Any, **_both: Any) -> None:
        monkeypatch.undo()
        decide(snapshot, executive)

    monkeypatch.setattr(deciding, "confirm_signer", checked_while_signing_in_another_window)
    assert decide(snapshot, executive) == GoLiveDecision.objects.get()
    assert Signature.objects.count() == 1

    def checked_while_a_newer_one_is_taken(*_signer: Any, **_both: Any) -> None:
        monkeypatch.undo()
        doctored_snapshot(go_live, "go")

    other = make_person("何山", "executive")
    monkeypatch.setattr(deciding, "confirm_signer", checked_while_a_newer_one_is_taken)
    with translation.override("en"), pytest.raises(DecisionRefused, match="A newer snapshot has been taken"):
        decide(snapshot, other)
    assert GoLiveDecision.objects.count() == 1


def test_superseded_snapshot_cannot_be_signed(
    snapshot: Snapshot, go_live: GoLive, lead: Person, executive: Person
) -> None:
    from lms.records.api import record_evidence

    record_evidence(
        Person.objects.get(name="检0"), make_activity("ACT-MFG-01"), method="drill", outcome="passed", source_key="x"
    )
    take_snapshot(go_live, actor=lead)
    with pytest.raises(DecisionRefused):
        decide(snapshot, executive)


def test_decision_without_a_reason_is_refused(snapshot: Snapshot, executive: Person) -> None:
    with pytest.raises(DecisionRefused):
        decide(snapshot, executive, reason=" ")


def test_conditional_is_signed_with_a_mitigation_for_each_item(
    go_live: GoLive, executive: Person, lead: Person
) -> None:
    snapshot = doctored_snapshot(go_live, "conditional", "exams", "hypercare")
    given = [Mitigation("exams", "补考", lead, LATER), Mitigation("hypercare", "值班表", lead, LATER)]
    decision = decide(snapshot, executive, "conditional", mitigations=given)
    kept = list(decision.mitigations.values_list("dimension", "text", "owner__name", "due_on"))
    assert kept == [("exams", "补考", "吴岚", LATER), ("hypercare", "值班表", "吴岚", LATER)]
    assert is_genuine(decision.signature, signed_record(GoLiveDecision.objects.get()))


def test_conditional_with_a_gap_is_refused(go_live: GoLive, executive: Person, lead: Person) -> None:
    snapshot = doctored_snapshot(go_live, "conditional", "exams", "hypercare")
    good, gone = Mitigation("exams", "补考", lead, LATER), make_person("走了", is_active=False)
    for given in (
        [],
        [good],
        [good, Mitigation("hypercare", " ", lead, LATER)],
        [good, Mitigation("hypercare", "值班表", lead, date(2020, 1, 1))],
        [good, Mitigation("hypercare", "值班表", gone, LATER)],
        [good, Mitigation("hypercare", "值班表", lead, LATER), Mitigation("cover", "多余", lead, LATER)],
    ):
        with pytest.raises(DecisionRefused):
            decide(snapshot, executive, "conditional", mitigations=given)
    assert not GoLiveDecision.objects.exists()


def test_more_cautious_than_recommended_is_allowed(go_live: GoLive, executive: Person) -> None:
    snapshot = doctored_snapshot(go_live, "go")
    assert allowed_verdicts(snapshot) == ["go", "conditional", "no_go"]
    assert decide(snapshot, executive, "no_go").verdict == "no_go"


def test_go_on_green_gates_is_signed(go_live: GoLive, executive: Person) -> None:
    assert decide(doctored_snapshot(go_live, "go"), executive, "go").verdict == "go"
