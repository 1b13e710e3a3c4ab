"""The screens of data migration: cleansing sheets, load batches, journal entries."""

from scenarios.sandbox.area import Body, Screen, ScreenArea, names, status, tones


def _awaits_quality(body: Body) -> bool:
    return body["table"] == "STOCK" and body["status"] in {"loaded", "reconciled"} and not body["attested_by"]


AREA = ScreenArea(
    screens={
        "STG": Screen(
            names("id status table rows_staged records created_by"),
            names(
                "status table rows_staged records referenced created_by created_at submitted_by note approved_by "
                "returned_because"
            ),
        ),
        "MIG": Screen(
            names("id status table file rows_staged loaded differences"),
            names(
                "status table file rows_staged checked tried loaded rejected differences created_by created_at loaded_by "
                "parameters archive purged attested_by statement signed_by note"
            ),
        ),
        "JE": Screen(
            names("id status text total created_by approved_by"),
            names("status text evidence total created_by created_at approved_by posted_by reversed_because"),
            "lines",
            names("line account debit credit"),
        ),
    },
    look_ups=("STG", "MIG", "JE"),
    work={
        "stg.submit": ("STG", status("open")),
        "stg.approve": ("STG", status("submitted")),
        "mig.validate": ("MIG", status("staged", "rolled_back")),
        "mig.dry_run": ("MIG", status("validated")),
        "mig.load": ("MIG", status("dry_run")),
        "mig.reconcile": ("MIG", status("loaded")),
        "mig.attest": ("MIG", _awaits_quality),
        "mig.sign": ("MIG", status("reconciled")),
        "je.approve": ("JE", status("parked")),
        "je.post": ("JE", status("approved")),
    },
    people=names("submitted_by attested_by signed_by loaded_by posted_by"),
    choices=names("table transform fate batch_records"),
    links={"mig": "MIG", "stg": "STG", "je": "JE"},
    long_texts=names("note statement argument value"),
    tones=tones(go="signed_off loaded", risk="validated dry_run reconciled", stop="rolled_back"),
)
