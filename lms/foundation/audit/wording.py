"""How the trail's codes are called. Codes are written once, for ever; what they are called follows the reader's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from lms.foundation.accounts.access import ACCESS_ROLES

ACTION_WORDS: dict[str, Any] = {
    "create": pgettext_lazy("audit", "Created"),
    "change": pgettext_lazy("audit", "Changed"),
    "end": pgettext_lazy("audit", "Ended"),
    "sign": pgettext_lazy("audit", "Signed"),
    "issue": pgettext_lazy("audit", "Issued"),
    "renew": pgettext_lazy("audit", "Renewed"),
    "publish": pgettext_lazy("audit", "Published"),
    "import": pgettext_lazy("audit", "Imported"),
    "load": pgettext_lazy("audit", "Loaded from files"),
    "undo": pgettext_lazy("audit", "Undone"),
    "alert": pgettext_lazy("audit", "Alert"),
    "start": pgettext_lazy("audit", "Started"),
    "stop": pgettext_lazy("audit", "Stopped"),
    "move": pgettext_lazy("audit", "Moved"),
    "revise": pgettext_lazy("audit", "Revised"),
    "retire": pgettext_lazy("audit", "Retired"),
    "discard": pgettext_lazy("audit", "Discarded"),
    "link": pgettext_lazy("audit", "One-time link"),
    "unlock": pgettext_lazy("audit", "Unlocked"),
    "deactivate": pgettext_lazy("audit", "Closed"),
    "reactivate": pgettext_lazy("audit", "Reopened"),
    "begin": pgettext_lazy("audit", "Begun"),
    "plan": pgettext_lazy("audit", "Planned"),
    "measure": pgettext_lazy("audit", "Measured"),
    "drop": pgettext_lazy("audit", "Dropped"),
    "withdraw": pgettext_lazy("audit", "Taken back"),
}

KIND_WORDS: dict[str, Any] = {
    "evidence": pgettext_lazy("audit", "Evidence"),
    "qualification": pgettext_lazy("audit", "Qualification"),
    "matrix": pgettext_lazy("audit", "Matrix"),
    "requirement": pgettext_lazy("audit", "Requirement"),
    "waiver": pgettext_lazy("audit", "Waiver"),
    "go_live": pgettext_lazy("audit", "Go-live"),
    "snapshot": pgettext_lazy("audit", "Readiness report"),
    "threshold": pgettext_lazy("audit", "Threshold"),
    "lesson": pgettext_lazy("audit", "Lesson"),
    "question": pgettext_lazy("audit", "Question"),
    "exam": pgettext_lazy("audit", "Exam"),
    "exam.attempt": pgettext_lazy("audit", "Exam attempt"),
    "exam.extra_attempt": pgettext_lazy("audit", "Extra attempt"),
    "practical": pgettext_lazy("audit", "Practical"),
    "assessment": pgettext_lazy("audit", "Assessment"),
    "checklist": pgettext_lazy("audit", "Checklist"),
    "rubric": pgettext_lazy("audit", "Rubric"),
    "drill": pgettext_lazy("audit", "Drill"),
    "drill version": pgettext_lazy("audit", "Version of a drill"),
    "drill draft": pgettext_lazy("audit", "Draft of a drill"),
    "step": pgettext_lazy("audit", "Process step"),
    "chain": pgettext_lazy("audit", "Process chain"),
    "goal": pgettext_lazy("audit", "Goal"),
    "goal.indicator": pgettext_lazy("audit", "Indicator of a goal"),
    "milestone": pgettext_lazy("audit", "Milestone"),
    "blackout": pgettext_lazy("audit", "Days without due days"),
    "site": pgettext_lazy("audit", "Site"),
    "shift": pgettext_lazy("audit", "Shift"),
    "department": pgettext_lazy("audit", "Department"),
    "line": pgettext_lazy("audit", "Production line"),
    "station": pgettext_lazy("audit", "Station"),
    "job_role": pgettext_lazy("audit", "Job role"),
    "object": pgettext_lazy("audit", "ERP object"),
    "system": pgettext_lazy("audit", "Outside system"),
    "activity": pgettext_lazy("audit", "Activity"),
    "equipment": pgettext_lazy("audit", "Equipment"),
    "bundle": pgettext_lazy("audit", "Permission bundle"),
    "qualification_type": pgettext_lazy("audit", "Type of qualification"),
    "sod_conflict": pgettext_lazy("audit", "Conflict of duties"),
    "lesson_page": pgettext_lazy("audit", "Text of a lesson"),
    "manual": pgettext_lazy("audit", "Manual"),
    "faq": pgettext_lazy("audit", "Question and answer"),
    "dictionary": pgettext_lazy("audit", "Field of the data dictionary"),
    "announcement": pgettext_lazy("audit", "Announcement"),
    "template": pgettext_lazy("audit", "Template to download"),
    "audit_review": pgettext_lazy("audit", "Review of the trail"),
    "posting": pgettext_lazy("audit", "Posting"),
    "person": pgettext_lazy("audit", "Person"),
    "person.access": pgettext_lazy("audit", "Access roles"),
    "person.account": pgettext_lazy("audit", "Account"),
    "person.password": pgettext_lazy("audit", "Password"),
    "person.identity": pgettext_lazy("audit", "Identity"),
    "person.policy": pgettext_lazy("audit", "Signature policy"),
    "person.signing": pgettext_lazy("audit", "Attempts to sign"),
    "person.impersonation": pgettext_lazy("audit", "Looking as another person"),
}

_METHOD_WORDS: dict[str, Any] = {
    "lesson": pgettext_lazy("audit value", "lesson"),
    "session": pgettext_lazy("audit value", "session"),
    "exam": pgettext_lazy("audit value", "exam"),
    "drill": pgettext_lazy("audit value", "sandbox drill"),
    "practical": pgettext_lazy("audit value", "practical assessment"),
    "work_output": pgettext_lazy("audit value", "work output on a rubric"),
    "read_and_sign": pgettext_lazy("audit value", "read and sign"),
}

VALUE_WORDS: dict[str, dict[str, Any]] = {
    "recommendation": {
        "go": pgettext_lazy("audit value", "go"),
        "conditional": pgettext_lazy("audit value", "conditional go"),
        "no_go": pgettext_lazy("audit value", "no-go"),
    },
    "method": _METHOD_WORDS,
    "outcome": {
        "passed": pgettext_lazy("audit value", "passed"),
        "failed": pgettext_lazy("audit value", "not passed"),
        "completed": pgettext_lazy("audit value", "completed"),
        "started": pgettext_lazy("audit value", "begun"),
    },
    "source": {
        "platform": pgettext_lazy("audit value", "this platform"),
        "imported": pgettext_lazy("audit value", "imported"),
        "external": pgettext_lazy("audit value", "elsewhere"),
        "migrated": pgettext_lazy("audit value", "taken over"),
    },
    "state": {
        "open": pgettext_lazy("audit value", "open"),
        "stopped": pgettext_lazy("audit value", "stopped"),
    },
    "meaning": {
        "authored": pgettext_lazy("audit reason", "Author"),
        "reviewed": pgettext_lazy("audit reason", "Reviewed"),
        "approved": pgettext_lazy("audit reason", "Approved"),
        "published": pgettext_lazy("audit reason", "Approved for use"),
        "read": pgettext_lazy("audit reason", "Read and understood"),
        "performed": pgettext_lazy("audit reason", "Performed by me"),
        "assessed": pgettext_lazy("audit reason", "Assessed by me"),
        "decided": pgettext_lazy("audit reason", "Decided"),
        "took_part": pgettext_lazy("audit reason", "Took part"),
    },
    "roles": {role.code: role.name for role in ACCESS_ROLES},
}

_READ_WORDS: dict[str, Any] = {
    "person": pgettext_lazy("audit read", "Training record"),
    "assessment": pgettext_lazy("audit read", "Assessment"),
    "exam-result": pgettext_lazy("audit read", "Exam result"),
    "qualification": pgettext_lazy("audit read", "Certificate"),
    "evidence": pgettext_lazy("audit read", "Evidence"),
    "drill attempt": pgettext_lazy("audit read", "Attempt at a drill"),
    "drill result": pgettext_lazy("audit read", "Result of a drill"),
    "coverage-names": pgettext_lazy("audit read", "List of who lacks what"),
    "cover": pgettext_lazy("audit read", "Cover by names"),
    "confident-and-wrong": pgettext_lazy("audit read", "List of confident and wrong"),
}

_SIGNATURE = ".signature"


def action_word(action: str) -> str:
    """What was done; an action without a word keeps its code."""
    return str(ACTION_WORDS.get(action, action))


def kind_word(kind: str) -> str:
    """What kind of record it was done to; a kind without a word keeps its code."""
    record = kind.removesuffix(_SIGNATURE)
    return str(KIND_WORDS.get(record, record))


def value_word(field: str, value: Any) -> str:
    """What a stored value is called; one without a word is written as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(VALUE_WORDS.get(field, {}).get(str(value), value))


def read_word(page: str) -> str:
    """What somebody opened of another person's record: stored as a code, and of what it was where that matters."""
    for code, word in _READ_WORDS.items():
        if page == code or page.startswith(f"{code} "):
            return f"{word}{page.removeprefix(code)}"
    return page
