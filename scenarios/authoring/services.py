"""Writing a drill: from a play-through or a file to a draft, from a draft whose contract holds to a published version.

draft = draft_from_attempt(person, attempt, code="P2P-07", title={"zh": …, "en": …}, cut=12)
draft = add_path(draft, trial, title=…, is_solution=False, edit_count=draft.edit_count)
version = publish_draft(draft, actor=person, reason=…, edit_count=draft.edit_count) if check_draft(draft).holds else None
"""

from scenarios.authoring.drafts import change_draft, draft_from_attempt, drop_draft, import_draft, replace_text
from scenarios.authoring.publishing import Checked, check_draft, publish_draft
from scenarios.authoring.refusal import DraftRefused
from scenarios.authoring.trials import add_path, open_workbench, renew_expectations, start_trial

__all__ = [
    "Checked",
    "DraftRefused",
    "add_path",
    "change_draft",
    "check_draft",
    "draft_from_attempt",
    "drop_draft",
    "import_draft",
    "open_workbench",
    "publish_draft",
    "renew_expectations",
    "replace_text",
    "start_trial",
]
