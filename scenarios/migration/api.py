"""The door to the rules of data migration: identifiers, matching, transforms, loading, reconciling, golden records."""

from scenarios.migration.coding import CODE_RANGES, fits_rule, sound_codes
from scenarios.migration.golden import (
    HELD,
    Group,
    best_row,
    cross_reference,
    differing,
    group_from,
    record,
    records,
    singles,
)
from scenarios.migration.identifiers import (
    gs1_check_digit,
    half_width,
    is_valid_gtin,
    is_valid_uscc,
    uscc_check_character,
)
from scenarios.migration.loading import FAULTS, Plan, Prepared, RowFault, Table, mapping_of, prepared, source_rows
from scenarios.migration.matching import ALIKE, Alike, Suggestion, likeness, suggestions
from scenarios.migration.naming import core_name, digits, plain_name
from scenarios.migration.pairs import PairScore, groups_of, pairs_of, score
from scenarios.migration.profiling import ColumnProfile, pattern_of, profile
from scenarios.migration.reconciling import Line, controls_of, differences, reconciled
from scenarios.migration.runs import changed_since, loaded_rows, new_rows, postings
from scenarios.migration.script import PARAMETERS
from scenarios.migration.transforms import (
    NEEDS_ARGUMENT,
    TRANSFORMS,
    Fault,
    Step,
    applied,
    decimal_of,
    number_text,
    table_of,
)

__all__ = [
    "ALIKE",
    "CODE_RANGES",
    "FAULTS",
    "HELD",
    "NEEDS_ARGUMENT",
    "PARAMETERS",
    "TRANSFORMS",
    "Alike",
    "ColumnProfile",
    "Fault",
    "Group",
    "Line",
    "PairScore",
    "Plan",
    "Prepared",
    "RowFault",
    "Step",
    "Suggestion",
    "Table",
    "applied",
    "best_row",
    "changed_since",
    "controls_of",
    "core_name",
    "cross_reference",
    "decimal_of",
    "differences",
    "differing",
    "digits",
    "fits_rule",
    "group_from",
    "groups_of",
    "gs1_check_digit",
    "half_width",
    "is_valid_gtin",
    "is_valid_uscc",
    "likeness",
    "loaded_rows",
    "mapping_of",
    "new_rows",
    "number_text",
    "pairs_of",
    "pattern_of",
    "plain_name",
    "postings",
    "prepared",
    "profile",
    "reconciled",
    "record",
    "records",
    "score",
    "singles",
    "sound_codes",
    "source_rows",
    "suggestions",
    "table_of",
    "uscc_check_character",
]
