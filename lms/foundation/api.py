"""The ground floor's door: people, access, audit trail, signatures, jobs, clock and texts."""

from typing import TYPE_CHECKING, Any

from lms.foundation import clock
from lms.foundation.accounts import access
from lms.foundation.append_only import AppendOnlyModel
from lms.foundation.canonical import canonical_json, chained, digest_of
from lms.foundation.errors import Refusal
from lms.foundation.garbage import without_collecting
from lms.foundation.prepared import Prepared, prepared
from lms.foundation.printing import page_of, weasyprint
from lms.foundation.text import Bilingual, is_chinese, pick
from lms.foundation.yaml_text import yaml_in

if TYPE_CHECKING:
    from lms.foundation.accounts.gate import require_access, signed_in_person
    from lms.foundation.accounts.services import (
        AccessRefused,
        grant_access,
        keeping_the_keys,
        refuse_last_of_the_keys,
        withdraw_access,
    )
    from lms.foundation.audit.queries import audit_of
    from lms.foundation.audit.record_names import NamedRecord, is_said_by, named_record_kind
    from lms.foundation.audit.services import (
        Change,
        Origin,
        current_origin,
        record_change,
        record_changes,
        record_personal_read,
        take_the_chain,
    )
    from lms.foundation.audit.verify import Finding, chain_head, record_verifier, verify_audit_trail
    from lms.foundation.content_load import LOADED, ContentLoad, renew
    from lms.foundation.jobs.files import attach_file
    from lms.foundation.jobs.recovery import settle_lost_job
    from lms.foundation.jobs.services import Report, job_kind, may_start_again, run_job, start_job
    from lms.foundation.listing import Column, Filter, Listing, ListingPage, render_listing
    from lms.foundation.listing.drawing import head_cells
    from lms.foundation.listing.exports import cell_value
    from lms.foundation.signatures.queries import signatures_by, signatures_on
    from lms.foundation.signatures.services import SignatureRefused, confirm_signer, is_genuine, sign
    from lms.foundation.signatures.verify import signed_record_kind
    from lms.foundation.templatetags.shapes import icon

# Names whose modules need the loaded tables; models of this and other apps import the door before that.
_LATE = {
    "require_access": "accounts.gate",
    "signed_in_person": "accounts.gate",
    "AccessRefused": "accounts.services",
    "grant_access": "accounts.services",
    "keeping_the_keys": "accounts.services",
    "refuse_last_of_the_keys": "accounts.services",
    "withdraw_access": "accounts.services",
    "audit_of": "audit.queries",
    "NamedRecord": "audit.record_names",
    "is_said_by": "audit.record_names",
    "named_record_kind": "audit.record_names",
    "Change": "audit.services",
    "Origin": "audit.services",
    "current_origin": "audit.services",
    "record_change": "audit.services",
    "record_changes": "audit.services",
    "record_personal_read": "audit.services",
    "take_the_chain": "audit.services",
    "Finding": "audit.verify",
    "chain_head": "audit.verify",
    "record_verifier": "audit.verify",
    "verify_audit_trail": "audit.verify",
    "LOADED": "content_load",
    "ContentLoad": "content_load",
    "renew": "content_load",
    "attach_file": "jobs.files",
    "job_kind": "jobs.services",
    "Report": "jobs.services",
    "may_start_again": "jobs.services",
    "run_job": "jobs.services",
    "settle_lost_job": "jobs.recovery",
    "start_job": "jobs.services",
    "cell_value": "listing.exports",
    "Column": "listing",
    "Filter": "listing",
    "Listing": "listing",
    "ListingPage": "listing",
    "render_listing": "listing",
    "head_cells": "listing.drawing",
    "icon": "templatetags.shapes",
    "signatures_by": "signatures.queries",
    "signatures_on": "signatures.queries",
    "SignatureRefused": "signatures.services",
    "confirm_signer": "signatures.services",
    "is_genuine": "signatures.services",
    "sign": "signatures.services",
    "signed_record_kind": "signatures.verify",
}

__all__ = [
    "LOADED",
    "AccessRefused",
    "AppendOnlyModel",
    "Bilingual",
    "Change",
    "Column",
    "ContentLoad",
    "Filter",
    "Finding",
    "Listing",
    "ListingPage",
    "NamedRecord",
    "Origin",
    "Prepared",
    "Refusal",
    "Report",
    "SignatureRefused",
    "access",
    "attach_file",
    "audit_of",
    "canonical_json",
    "cell_value",
    "chain_head",
    "chained",
    "clock",
    "confirm_signer",
    "current_origin",
    "digest_of",
    "grant_access",
    "head_cells",
    "icon",
    "is_chinese",
    "is_genuine",
    "is_said_by",
    "job_kind",
    "keeping_the_keys",
    "may_start_again",
    "named_record_kind",
    "page_of",
    "pick",
    "prepared",
    "record_change",
    "record_changes",
    "record_personal_read",
    "record_verifier",
    "refuse_last_of_the_keys",
    "render_listing",
    "renew",
    "require_access",
    "run_job",
    "settle_lost_job",
    "sign",
    "signatures_by",
    "signatures_on",
    "signed_in_person",
    "signed_record_kind",
    "start_job",
    "take_the_chain",
    "verify_audit_trail",
    "weasyprint",
    "withdraw_access",
    "without_collecting",
    "yaml_in",
]


def __getattr__(name: str) -> Any:
    """Import the late names at first use (PEP 562)."""
    if name not in _LATE:
        raise AttributeError(name)
    from importlib import import_module  # only late names need it

    return getattr(import_module(f"lms.foundation.{_LATE[name]}"), name)
