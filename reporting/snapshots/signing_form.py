"""The form of the decision: verdict, a mitigation for each gate that is not green, and the signature's own fields."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from curricula.models import Department
from lms.foundation.api import access
from lms.foundation.models import Meaning, Person
from reporting.gates.dimensions import BY_CODE
from reporting.snapshots.deciding import DecisionRefused, Mitigation, allowed_verdicts
from reporting.snapshots.models import Snapshot, Verdict


@dataclass(frozen=True)
class SigningPage:
    """What the page of one snapshot asks."""

    snapshot: Snapshot
    owners: tuple[Person, ...]

    def context(self, kept: QueryDict, *, error: str) -> dict[str, Any]:
        """The template's context, with what was typed before kept (but never the password)."""
        allowed = [str(verdict) for verdict in allowed_verdicts(self.snapshot)]
        figures = self.snapshot.figures
        return {
            "snapshot": self.snapshot,
            "f": figures,
            "error": error,
            "verdicts": [
                {
                    "value": value,
                    "label": label,
                    "is_allowed": value in allowed,
                    "is_chosen": kept.get("verdict") == value,
                }
                for value, label in Verdict.choices
            ],
            "owners": self.owners,
            "items": [
                {
                    "code": code,
                    "name": BY_CODE[code].name,
                    "text": kept.get(f"text-{code}", ""),
                    "owner": kept.get(f"owner-{code}", ""),
                    "due": kept.get(f"due-{code}", ""),
                }
                for code in figures["to_mitigate"]
            ],
            "may_be_conditional": Verdict.CONDITIONAL in allowed,
            "signing": {
                "heading": _("Sign the decision on %(name)s") % {"name": self.snapshot.name},
                "subject": f"{self.snapshot.name} · {self.snapshot.go_live.name}",
                "digest": self.snapshot.digest,
                "action": reverse("snapshot-sign", args=[self.snapshot.number]),
                "meanings": [(Meaning.DECIDED.value, Meaning.DECIDED.label)],
                "note_required": True,
                "note_hint": _("The reason is printed beside your name on every copy."),
                "number": kept.get("number", ""),
                "note": kept.get("note", ""),
                "error": error,
            },
            "cancel_url": reverse("snapshot", args=[self.snapshot.number]),
        }


def signing_page(snapshot: Snapshot) -> SigningPage:
    """The page for one snapshot: heads of department and training leads may own a mitigation."""
    heads = Department.objects.filter(head__isnull=False).values("head_id")
    owners = Person.objects.filter(pk__in=heads, is_active=True) | Person.objects.filter(
        groups__name__in=(access.TRAINING_LEAD, access.EXECUTIVE), is_active=True
    )
    return SigningPage(snapshot, tuple(owners.distinct().order_by("number")))


def read_mitigations(answers: QueryDict, snapshot: Snapshot) -> tuple[Mitigation, ...]:
    """Read one mitigation for each gate that is not green; refuses an unknown owner and a day that is none."""
    found = []
    for code in snapshot.figures["to_mitigate"]:
        text, owner, due = (answers.get(f"{field}-{code}", "").strip() for field in ("text", "owner", "due"))
        if not (text and owner and due):
            continue
        person = Person.objects.filter(number=owner).first()
        if person is None:
            raise DecisionRefused(_("A mitigation names an owner who is not known here. Please choose from the list."))
        found.append(Mitigation(code, text, person, _day(due)))
    return tuple(found)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DecisionRefused(_("A mitigation has no valid date. Write it as 2026-12-31.")) from None
