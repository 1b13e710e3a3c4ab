"""Load batch: a legacy export is mapped, corrected, tried and loaded; each load is a run that can be taken back whole."""

from typing import Any

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.staging import STANDING, TABLES, plan, rows_in_books, staged_table
from scenarios.engine.transaction import Body, Transaction, ledger_line
from scenarios.migration.api import TRANSFORMS, Table, changed_since, new_rows, postings, prepared

MIG = Field("mig", FieldType.REF, kind="MIG")
_ROWS = Field("rows", FieldType.REFS)
BEFORE_LOAD = ("staged", "validated", "dry_run", "rolled_back")


@command(
    "mig.stage",
    code="MG01",
    document="MIG",
    fields=(Field("table", FieldType.CHOICE, choices=TABLES), Field("file", FieldType.CODE)),
)
def stage(tx: Transaction) -> None:
    """Takes a legacy export in as a new batch; warns if another batch has the same rows in the books."""
    name = tx.args["table"]
    rows = staged_table(tx.state, name)["rows"]
    tx.require(bool(rows), "UNKNOWN_OBJECT", kind="MIG", id=name)
    standing = [one["id"] for one in tx.state.documents("MIG") if one["table"] == name and one["status"] in STANDING]
    tx.require(not standing, "BATCH_OVERLAP", about=f"MIG:{standing[0]}" if standing else "", mig=", ".join(standing))
    body = {
        "table": name,
        "file": tx.args["file"],
        "rows_staged": len(rows),
        "mapping": {},
        "corrections": {},
        "decisions": {},
        "parameters": {},
        "archive": {},
        "purged": 0,
        "checked": {},
        "tried": {},
        "runs": [],
        "loaded": 0,
        "rejected": 0,
        "loaded_by": "",
        "differences": None,
        "attested_by": "",
        "signed_by": "",
    }
    tx.create("MIG", body, status="staged")


def unsigned(tx: Transaction) -> Body:
    """The batch, unless it has been signed off: then it is a record and stays as it is."""
    batch = tx.document("MIG")
    tx.require(batch["status"] != "signed_off", "BATCH_SIGNED", about=f"MIG:{batch['id']}", mig=batch["id"])
    return batch


def reworked(batch: Body, changes: dict[str, Any]) -> dict[str, Any]:
    """What a changed decision does to the batch: a check or dry run from before no longer speaks for it."""
    if batch["status"] in BEFORE_LOAD and batch["status"] != "staged":
        changes["status"] = "staged"
    return changes | {"checked": {}, "tried": {}}


def _table(tx: Transaction, batch: Body) -> Table:
    return staged_table(tx.state, batch["table"])


@command(
    "mig.map",
    code="MG02",
    document="MIG",
    fields=(
        MIG,
        Field(
            "lines",
            FieldType.LINES,
            columns=(
                Field("target", FieldType.CODE),
                Field("transform", FieldType.CHOICE, choices=tuple(TRANSFORMS)),
                Field("source", FieldType.CODE, required=False),
                Field("argument", required=False),
                Field("by", FieldType.CODE, required=False),
            ),
        ),
    ),
)
def map_fields(tx: Transaction) -> None:
    """Says for target fields where they come from and by which transform of the closed list."""
    batch = unsigned(tx)
    table = _table(tx, batch)
    targets, columns = ({one["id"] for one in table[name]} for name in ("targets", "columns"))
    changes: dict[str, Any] = {}
    for line in tx.args["lines"]:
        step = {"source": "", "argument": "", "by": "", **line}
        tx.require(step.pop("target") in targets, "UNKNOWN_COLUMN", about=f"MIG:{batch['id']}", column=line["target"])
        for name in ("source", "by"):
            known = not step[name] or step[name] in columns
            tx.require(known, "UNKNOWN_COLUMN", about=f"MIG:{batch['id']}", column=step[name])
        changes[f"mapping/{line['target']}"] = step
    tx.change("MIG", batch, reworked(batch, changes))


def _require_rows(tx: Transaction, batch: Body) -> None:
    rows = _table(tx, batch)["rows"]
    for number in tx.args["rows"]:
        tx.require(number in rows, "UNKNOWN_ROW", about=f"MIG:{batch['id']}", row=number[:40])


@command(
    "mig.correct",
    code="MG03",
    document="MIG",
    fields=(MIG, _ROWS, Field("column", FieldType.CODE), Field("value"), Field("reason")),
)
def correct(tx: Transaction) -> None:
    """Corrects one column of some rows, with the reason; the export itself stays as it came."""
    batch = unsigned(tx)
    _require_rows(tx, batch)
    columns = {one["id"] for one in _table(tx, batch)["columns"]}
    about = f"MIG:{batch['id']}"
    tx.require(tx.args["column"] in columns, "UNKNOWN_COLUMN", about=about, column=tx.args["column"])
    changes: dict[str, Any] = {
        f"corrections/{number}/{tx.args['column']}": tx.args["value"] for number in tx.args["rows"]
    }
    changes |= {f"reasons/{number}": tx.args["reason"] for number in tx.args["rows"]}
    tx.change("MIG", batch, reworked(batch, changes))


@command(
    "mig.dispose",
    code="MG04",
    document="MIG",
    fields=(
        MIG,
        _ROWS,
        Field("fate", FieldType.CHOICE, choices=("drop", "archive", "load")),
        Field("reason"),
    ),
)
def dispose(tx: Transaction) -> None:
    """Decides that rows are dropped, kept in the archive only, or loaded after all."""
    batch = unsigned(tx)
    _require_rows(tx, batch)
    row = {"decision": tx.args["fate"], "reason": tx.args["reason"], "by": tx.user}
    tx.change("MIG", batch, reworked(batch, {f"decisions/{number}": row for number in tx.args["rows"]}))


@command("mig.validate", code="MG05", document="MIG", fields=(MIG,))
def validate(tx: Transaction) -> None:
    """Checks every row against the rules and leaves an error log; nothing is loaded."""
    batch = tx.document("MIG")
    tx.require_status("MIG", batch, "staged", "rolled_back")
    found = prepared(_table(tx, batch), plan(batch))
    checked = {"rows": batch["rows_staged"], "rejected": len(found.rejected), "errors": len(found.faults)}
    tx.change("MIG", batch, {"status": "validated", "checked": checked})


@command("mig.dry_run", code="MG06", document="MIG", fields=(MIG,))
def dry_run(tx: Transaction) -> None:
    """Loads for show: says how many rows would load and how many would be rejected."""
    batch = tx.document("MIG")
    tx.require_status("MIG", batch, "staged", "validated", "rolled_back")
    found = prepared(_table(tx, batch), plan(batch))
    tried = {"would_load": len(found.rows), "rejected": len(found.rejected), "left_out": len(found.left_out)}
    tx.change("MIG", batch, {"status": "dry_run", "tried": tried})


@command("mig.load", code="MG07", document="MIG", fields=(MIG,))
def load(tx: Transaction) -> None:
    """Loads what passes and is not there yet; loading the same batch again adds nothing."""
    batch = unsigned(tx)
    about = f"MIG:{batch['id']}"
    table, decided, standing = _table(tx, batch), plan(batch), rows_in_books(tx.state, batch)
    is_rehearsed = batch["status"] not in {"staged", "validated", "rolled_back"}
    tx.require(is_rehearsed, "DRY_RUN_MISSING", about=about, mig=batch["id"])
    changed = changed_since(table, standing, decided)
    tx.require(not changed, "ROLLBACK_FIRST", about=about, mig=batch["id"], count=str(len(changed)))
    found = prepared(table, decided)
    fresh = new_rows(table, decided, standing)
    if not fresh:
        tx.change("MIG", batch, {"status": "loaded"} if batch["status"] != "loaded" else {})
        return
    run = {
        "at": tx.state.clock,
        "by": tx.user,
        "rows": len(fresh),
        "rolled_back": "",
        **{name: batch[name] for name in ("mapping", "corrections", "decisions", "parameters")},
    }
    changes = {"runs": [*batch["runs"], run], "loaded": len(standing) + len(fresh), "loaded_by": tx.user}
    changes |= {"rejected": len(found.rejected), "differences": None, "attested_by": ""}
    if batch["status"] != "loaded":
        changes["status"] = "loaded"
    tx.change("MIG", batch, changes)
    _post(tx, about, postings(table, fresh.values()))


def _post(tx: Transaction, about: str, amounts: tuple[tuple[str, int], ...], sign: int = 1) -> None:
    tx.post(about, [ledger_line(account, sign * amount) for account, amount in amounts])


@command("mig.rollback", code="MG08", document="MIG", fields=(MIG, Field("reason")))
def roll_back(tx: Transaction) -> None:
    """Takes every row of the batch out of the new books again, and reverses what it posted."""
    batch = unsigned(tx)
    about = f"MIG:{batch['id']}"
    standing = rows_in_books(tx.state, batch)
    tx.require(bool(standing), "NOTHING_LOADED", about=about, mig=batch["id"])
    runs = [{**run, "rolled_back": run["rolled_back"] or tx.args["reason"]} for run in batch["runs"]]
    changes = {"status": "rolled_back", "runs": runs, "loaded": 0, "differences": None, "attested_by": ""}
    tx.change("MIG", batch, changes)
    _post(tx, about, postings(_table(tx, batch), standing.values()), sign=-1)
