"""Signing go, conditional or no-go: by an executive, on the newest snapshot, never bolder than its gates allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from lms.foundation.api import Refusal, access, clock, confirm_signer, sign
from lms.foundation.models import Meaning, Person
from reporting.gates.decision import BOLDNESS
from reporting.gates.dimensions import BY_CODE
from reporting.snapshots.models import DecisionMitigation, GoLiveDecision, Snapshot, Verdict
from reporting.snapshots.taking import is_intact, one_snapshot_at_a_time


class DecisionRefused(Refusal):
    """The decision was not signed; nothing has changed."""

    code = "DECISION_REFUSED"


@dataclass(frozen=True)
class Mitigation:
    """What will be done about one gate that is not green: by whom, and until when."""

    dimension: str
    text: str
    owner: Person
    due_on: date


def decide_go_live(
    snapshot: Snapshot,
    *,
    person: Person,
    verdict: str,
    reason: str,
    number: str,
    password: str,
    mitigations: Sequence[Mitigation] = (),
) -> GoLiveDecision:
    """Sign `verdict` on `snapshot` with both components asked again; the signature binds the snapshot's digest.

    Refuses: anybody but an executive; who took the snapshot or keeps the matrix; a snapshot that is not the newest of its
    go-live or not intact; a verdict bolder than the recommendation; no reason; conditional without a text, an owner and a
    day to come for each gate that is not green; a second, different decision. The same decision again returns the first.
    """
    before = _own_decision(snapshot, person)
    if before is not None and before.verdict == verdict:
        return before
    _check(snapshot, person, verdict, reason, before)
    if verdict == Verdict.CONDITIONAL:
        _check_mitigations(snapshot, mitigations)
    kept = tuple(mitigations) if verdict == Verdict.CONDITIONAL else ()
    confirm_signer(person, number=number, password=password)
    with transaction.atomic():
        one_snapshot_at_a_time()
        # While the password was being checked a newer snapshot may have been taken, or the other click have signed.
        before = _own_decision(snapshot, person)
        if before is not None and before.verdict == verdict:
            return before
        _check(snapshot, person, verdict, reason, before)
        signature = sign(
            person,
            subject_kind="snapshot",
            subject_uuid=snapshot.uuid,
            subject_version=snapshot.name,
            record=decision_record(snapshot, verdict, reason, kept),
            meaning=Meaning.DECIDED,
            note=reason.strip(),
        )
        decision = GoLiveDecision.objects.create(
            snapshot=snapshot,
            person=person,
            verdict=verdict,
            reason=reason.strip(),
            decided_at=signature.at,
            signature=signature,
        )
        DecisionMitigation.objects.bulk_create(
            DecisionMitigation(
                decision=decision, dimension=one.dimension, text=one.text.strip(), owner=one.owner, due_on=one.due_on
            )
            for one in kept
        )
    return decision


def _own_decision(snapshot: Snapshot, person: Person) -> GoLiveDecision | None:
    return GoLiveDecision.objects.filter(snapshot=snapshot, person=person).first()


def decision_record(snapshot: Snapshot, verdict: str, reason: str, mitigations: Sequence[Mitigation]) -> dict[str, Any]:
    """Exactly what the signature binds."""
    return {
        "snapshot": snapshot.name,
        "digest": snapshot.digest,
        "verdict": str(verdict),
        "reason": reason.strip(),
        "mitigations": [
            {
                "dimension": one.dimension,
                "text": one.text.strip(),
                "owner": one.owner.number,
                "due_on": one.due_on,
            }
            for one in mitigations
        ],
    }


def signed_record(decision: GoLiveDecision) -> dict[str, Any]:
    """What a stored decision must still say for its signature to hold."""
    stored = [Mitigation(m.dimension, m.text, m.owner, m.due_on) for m in decision.mitigations.select_related("owner")]
    return decision_record(decision.snapshot, decision.verdict, decision.reason, stored)


def allowed_verdicts(snapshot: Snapshot) -> list[str]:
    """The recommendation and whatever is more cautious, boldest first."""
    limit = BOLDNESS[snapshot.recommendation]
    return [verdict for verdict in (Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO) if BOLDNESS[verdict] <= limit]


def newest_snapshot(snapshot: Snapshot) -> Snapshot:
    """The newest snapshot of the same go-live, without its content."""
    return Snapshot.objects.filter(go_live=snapshot.go_live_id).only("number", "go_live").order_by("-number")[0]


def _check(snapshot: Snapshot, person: Person, verdict: str, reason: str, before: GoLiveDecision | None) -> None:
    if not access.may_decide_go_live(person):
        raise DecisionRefused(_("Go or no-go is decided by an executive. Nothing was signed."))
    if access.may_edit_matrix(person) or snapshot.taken_by_id == person.pk:
        raise DecisionRefused(_("Whoever proposes does not decide. Another executive has to sign; nothing was signed."))
    if before is not None:
        raise DecisionRefused(
            _("You have already signed another decision on this snapshot. It stands; nothing was changed.")
        )
    if newest_snapshot(snapshot).number != snapshot.number:
        raise DecisionRefused(_("A newer snapshot has been taken. Please read that one; nothing was signed."))
    if not is_intact(snapshot):
        raise DecisionRefused(_("This snapshot is no longer what was sealed. Tell the auditor; nothing was signed."))
    if verdict not in BOLDNESS:
        raise DecisionRefused(_("Please choose go, conditional or no-go."))
    if BOLDNESS[verdict] > BOLDNESS[snapshot.recommendation]:
        raise DecisionRefused(
            _(
                "The gates do not allow this decision. Close what is open and take a new snapshot, or decide more cautiously."
            )
        )
    if not reason.strip():
        raise DecisionRefused(_("Please give the reason of your decision; it is printed beside your signature."))


def _check_mitigations(snapshot: Snapshot, mitigations: Sequence[Mitigation]) -> None:
    wanted = set(snapshot.figures["to_mitigate"])
    given = {
        one.dimension for one in mitigations if one.text.strip() and one.owner is not None and one.due_on is not None
    }
    missing = [code for code in BY_CODE if code in wanted - given]
    if missing or not wanted:
        names = gettext(", ").join(str(BY_CODE[code].name) for code in missing)
        raise DecisionRefused(
            _(
                "A conditional go needs a mitigation with text, owner and date for each gate that is not green. Missing: %(names)s."
            )
            % {"names": names or "–"}
        )
    if len(given) != len(mitigations) or given != wanted:
        raise DecisionRefused(_("Give exactly one mitigation for each gate that is not green. Nothing was signed."))
    today = clock.today()
    if any(one.due_on < today for one in mitigations):
        raise DecisionRefused(_("A mitigation is dated in the past. Please give a day to come; nothing was signed."))
    if any(not one.owner.is_active for one in mitigations):
        raise DecisionRefused(
            _("A mitigation is owned by somebody who has left. Please name another owner; nothing was signed.")
        )
