"""What each list and each document shows, as data: the order of facts, the columns of lists and lines."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """One kind's list columns, head facts, and line columns (of the field that holds its lines)."""

    columns: tuple[str, ...]
    head: tuple[str, ...]
    lines: str = ""
    line_columns: tuple[str, ...] = ()


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SCREENS: Mapping[str, Screen] = {
    "PR": Screen(
        _names("id status item quantity need_by created_by"),
        _names("status item quantity need_by reason created_by created_at approved_by po rejected_because"),
    ),
    "PO": Screen(
        _names("id status vendor total created_by changed_at"),
        _names(
            "status vendor version total pr contract created_by created_at approved_by approvals released_by evidence change_reason "
            "rejected_because cancelled_because"
        ),
        "lines",
        _names("line item quantity price delivery_date received returned rejected invoiced"),
    ),
    "GR": Screen(
        _names("id status movement po delivery_note created_at"),
        _names("status movement po delivery_note posting_date created_by created_at reverses reversed_by ncr reason"),
        "lines",
        _names("line po_line item quantity lot supplier_lot expiry stock_type qi value"),
    ),
    "QI": Screen(
        _names("id status item lot quantity decision"),
        _names(
            "status item lot quantity gr po vendor sample_size decision decided_by reason resample_reason created_at"
        ),
    ),
    "OOS": Screen(
        _names("id status qi created_by"), _names("status qi hypothesis conclusion created_by created_at closed_by")
    ),
    "NCR": Screen(
        _names("id status item lot vendor disposition"),
        _names(
            "status item lot quantity vendor qi po description containment cause disposition rationale disposed_by "
            "executed_quantity created_by created_at closed_by"
        ),
        "signatures",
        _names("by role meaning"),
    ),
    "SCAR": Screen(_names("id status vendor ncr due"), _names("status vendor ncr due text created_by created_at")),
    "IV": Screen(
        _names("id status blocks vendor reference due_on gross open"),
        _names(
            "status blocks vendor po reference invoice_date due_on posting_date net tax gross open created_by created_at "
            "released_by reversed_because"
        ),
        "lines",
        _names("line quantity price net credited credited_net"),
    ),
    "CM": Screen(
        _names("id status iv vendor reference basis gross"),
        _names("status iv po vendor reference basis reason net tax gross created_by created_at"),
        "lines",
        _names("line quantity price net"),
    ),
    "PAY": Screen(
        _names("id status total created_by approved_by"),
        _names("status total created_by created_at approved_by executed_by"),
    ),
    "TASK": Screen(
        _names("id status to subject about created_by"),
        _names("status to subject text about created_by created_at answer evidence closed_by"),
    ),
    "MSG": Screen(
        _names("id status sender to subject created_at"),
        _names("status sender to subject about created_at text refused_because"),
    ),
    "DEV": Screen(_names("id status about created_by created_at"), _names("status about reason created_by created_at")),
    "ITEM": Screen(
        _names("id name type unit standard_price reorder_point"),
        _names("name type unit standard_price reorder_point vendors shelf_life_days lot_tracked inspected location"),
    ),
    "VENDOR": Screen(
        _names("id name status licence_valid_to payment_days"), _names("name status licence_valid_to payment_days")
    ),
    "CONTRACT": Screen(
        _names("id vendor item price valid_from valid_to"), _names("vendor item price valid_from valid_to text")
    ),
    "ACCOUNT": Screen(_names("id name"), _names("name")),
    "USER": Screen(_names("id name roles active"), _names("name roles active competences")),
    "ROLE": Screen(_names("id name"), _names("name commands")),
    "PLAN": Screen(_names("id"), (), "characteristics", _names("code name low high unit patient_contact")),
    "LOT": Screen(_names("id item supplier_lot vendor expiry"), _names("item supplier_lot vendor made expiry gr")),
}
LOOK_UPS = ("PO", "GR", "QI", "NCR", "IV", "PAY", "ITEM", "VENDOR", "CONTRACT", "LOT", "MSG", "TASK")
"""What the menu offers to look at; the command field reaches the rest."""
REPORTS = ("STOCK", "REORDER", "GRIR", "OPEN_ITEMS", "TB", "TRACE")
