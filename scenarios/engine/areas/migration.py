"""Data migration: cleansing sheets, load batches, and the journal entries of the general ledger."""

from scenarios.engine.area import Area, Kind, edges

AREA = Area(
    kinds={
        "STG": Kind("STG-26-{:04d}", edges("open>submitted>approved", "submitted>open")),
        "MIG": Kind(
            "MIG-26-{:04d}",
            edges(
                "staged>validated>dry_run>loaded>reconciled>signed_off",
                "staged|rolled_back>dry_run|loaded",
                "rolled_back>validated",
                "validated>loaded",
                "validated|dry_run|rolled_back>staged",
                "loaded|reconciled>rolled_back",
                "reconciled>loaded",
            ),
        ),
        "JE": Kind("{:010d}", edges("parked>approved>posted>reversed"), 1900000000),
    },
    refusals=(
        "UNKNOWN_ROW",
        "UNKNOWN_COLUMN",
        "ROW_TAKEN",
        "KEPT_APART",
        "NOT_A_MEMBER",
        "CALLBACK_MISMATCH",
        "SHEET_NOT_OPEN",
        "ROLLBACK_FIRST",
        "NOTHING_LOADED",
        "NOT_RECONCILED",
        "BATCH_SIGNED",
        "JE_UNBALANCED",
        "CONTROL_ACCOUNT",
        "PARAMETER_UNFIT",
        "ALREADY_PURGED",
    ),
    warnings=(
        "BANK_CALLBACK_MISSING",
        "DRY_RUN_MISSING",
        "BATCH_OVERLAP",
        "RECONCILIATION_OPEN",
        "ATTESTATION_MISSING",
        "REJECTS_OPEN",
        "ARCHIVE_MISSING",
    ),
    separations={
        "stg.approve": (("stg", "submitted_by", "FOUR_EYES", "SOD-31"),),
        "mig.sign": (("mig", "loaded_by", "FOUR_EYES", "SOD-32"),),
        "je.approve": (("je", "created_by", "FOUR_EYES", "SOD-33"),),
    },
    reports=(
        "PROFILE",
        "CALLBACK",
        "LICENCES",
        "XREF",
        "ERRORLOG",
        "RECON",
        "HOLDLIST",
        "LOTREG",
        "PACKLIST",
        "RATES",
        "ORDERFILE",
        "ARCHIVE",
    ),
)
