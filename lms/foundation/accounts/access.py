"""Access roles: who may do what, as named predicates. The published table is `ACCESS_ROLES`.

A job role (curricula) says what somebody works as; an access role says what somebody may do in Plimsoll.
"""

from dataclasses import dataclass
from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

Predicate = rules.predicates.Predicate


@dataclass(frozen=True)
class AccessRole:
    """One row of the published table: code, name, what it is for, and whether it may be held with administration."""

    code: str
    name: Any
    purpose: Any


TRAINING_LEAD, ASSESSOR, CHAMPION, AUTHOR = "training_lead", "assessor", "champion", "author"
MANAGER, EXECUTIVE, AUDITOR = "manager", "executive", "auditor"
ADMINISTRATOR, SUPER_ADMINISTRATOR = "administrator", "super_administrator"

ACCESS_ROLES = (
    AccessRole(TRAINING_LEAD, _("Training lead"), _("Keeps the matrix, imports people, reads every training record.")),
    AccessRole(ASSESSOR, _("Assessor"), _("Watches people work and signs practical assessments assigned to them.")),
    AccessRole(CHAMPION, _("Change champion"), _("Supports one department: its questions, its issues, its progress.")),
    AccessRole(AUTHOR, _("Author"), _("Writes lessons, manuals, questions and drills in the back office.")),
    AccessRole(MANAGER, _("Manager"), _("Reads the readiness of their own department, down to names.")),
    AccessRole(EXECUTIVE, _("Executive"), _("Reads the readiness report and signs go, conditional or no-go.")),
    AccessRole(AUDITOR, _("Auditor"), _("Reads every record and the audit trail; changes nothing.")),
    AccessRole(ADMINISTRATOR, _("Administrator"), _("Unlocks accounts, sends one-time links, runs the installation.")),
    AccessRole(
        SUPER_ADMINISTRATOR,
        _("Super-administrator"),
        _("Grants and withdraws access roles; may look as another person."),
    ),
)


def _holds(code: str) -> Predicate:
    @rules.predicate(name=f"is_{code}")
    def holds(user: Any) -> bool:
        return bool(user is not None and user.is_authenticated and user.is_active and code in user.access_roles)

    return holds


@rules.predicate
def is_signed_in(user: Any) -> bool:
    """Somebody, not just anybody."""
    return bool(user is not None and user.is_authenticated and user.is_active)


is_training_lead = _holds(TRAINING_LEAD)
is_assessor = _holds(ASSESSOR)
is_champion = _holds(CHAMPION)
is_author = _holds(AUTHOR)
is_manager = _holds(MANAGER)
is_executive = _holds(EXECUTIVE)
is_auditor = _holds(AUDITOR)
is_administrator = _holds(ADMINISTRATOR)
is_super_administrator = _holds(SUPER_ADMINISTRATOR)

may_edit_matrix = is_training_lead
may_import_people = is_training_lead
may_set_up = is_training_lead | is_super_administrator
may_read_people = is_training_lead | is_auditor | is_manager | is_executive | is_assessor | is_champion
may_read_all_records = is_training_lead | is_auditor | is_executive
may_read_readiness = is_training_lead | is_auditor | is_manager | is_executive
may_decide_go_live = is_executive
may_read_audit_trail = is_auditor | is_super_administrator
may_review_audit_trail = is_auditor
may_grant_access = is_super_administrator
may_impersonate = is_super_administrator
may_run_installation = is_administrator | is_super_administrator
may_verify_records = is_auditor | may_run_installation
may_assess = is_assessor
may_author = is_author
