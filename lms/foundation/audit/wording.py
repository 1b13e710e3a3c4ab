"""How the trail's codes are called. Codes are written once, for ever; what they are called follows the reader's language."""

from typing import Any

from django.utils.translation import pgettext_lazy

ACTION_WORDS: dict[str, Any] = {
    "create": pgettext_lazy("audit", "Created"),
    "change": pgettext_lazy("audit", "Changed"),
    "end": pgettext_lazy("audit", "Ended"),
    "sign": pgettext_lazy("audit", "Signed"),
    "issue": pgettext_lazy("audit", "Issued"),
    "renew": pgettext_lazy("audit", "Renewed"),
    "publish": pgettext_lazy("audit", "Published"),
    "import": pgettext_lazy("audit", "Imported"),
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
    "drill": pgettext_lazy("audit", "Drill"),
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

FIELD_WORDS: dict[str, Any] = {
    "number": pgettext_lazy("audit field", "number"),
    "code": pgettext_lazy("audit field", "code"),
    "recommendation": pgettext_lazy("audit field", "recommendation"),
    "name": pgettext_lazy("audit field", "name"),
    "person": pgettext_lazy("audit field", "person"),
    "activity": pgettext_lazy("audit field", "activity"),
    "method": pgettext_lazy("audit field", "method"),
    "outcome": pgettext_lazy("audit field", "outcome"),
    "score": pgettext_lazy("audit field", "score"),
    "level": pgettext_lazy("audit field", "level"),
    "occurred_on": pgettext_lazy("audit field", "day"),
    "valid_from": pgettext_lazy("audit field", "valid from"),
    "valid_until": pgettext_lazy("audit field", "valid until"),
    "ended_on": pgettext_lazy("audit field", "ended on"),
    "version": pgettext_lazy("audit field", "version"),
    "digest": pgettext_lazy("audit field", "digest"),
    "judged_by": pgettext_lazy("audit field", "judged by"),
    "source": pgettext_lazy("audit field", "source"),
    "corrects": pgettext_lazy("audit field", "corrects"),
    "type": pgettext_lazy("audit field", "type"),
    "kind": pgettext_lazy("audit field", "kind"),
    "meaning": pgettext_lazy("audit field", "meaning"),
    "signature": pgettext_lazy("audit field", "signature"),
    "roles": pgettext_lazy("audit field", "access roles"),
    "active": pgettext_lazy("audit field", "open"),
    "sent": pgettext_lazy("audit field", "sent"),
    "verified_at": pgettext_lazy("audit field", "verified at"),
    "verified_by": pgettext_lazy("audit field", "verified by"),
    "acknowledged_at": pgettext_lazy("audit field", "acknowledged at"),
    "cells": pgettext_lazy("audit field", "cells"),
    "on": pgettext_lazy("audit field", "on"),
    "until": pgettext_lazy("audit field", "until"),
}

_SIGNATURE = ".signature"


def action_word(action: str) -> str:
    """What was done; an action without a word keeps its code."""
    return str(ACTION_WORDS.get(action, action))


def kind_word(kind: str) -> str:
    """What kind of record it was done to; a kind without a word keeps its code."""
    record = kind.removesuffix(_SIGNATURE)
    return str(KIND_WORDS.get(record, record))


def field_word(name: str) -> str:
    """What a field is called; one without a word keeps its code."""
    return str(FIELD_WORDS.get(name, name))
