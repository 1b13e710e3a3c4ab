"""Tasks: one colleague asks another for something, and gets an answer on the record."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command(
    "task.create",
    code="TK01",
    document="TASK",
    fields=(
        Field("to", FieldType.REF, kind="USER"),
        Field("subject"),
        Field("text", required=False),
        Field("about", FieldType.CODE, required=False),
    ),
    for_everybody=True,
)
def create_task(tx: Transaction) -> None:
    """Gives somebody a task, about a document if one is named as `KIND:id`."""
    about = named_object(tx)
    body = {"to": tx.args["to"], "subject": tx.args["subject"], "text": tx.args.get("text", ""), "about": about}
    tx.create("TASK", {**body, "answer": "", "evidence": ""}, status="open")


def named_object(tx: Transaction) -> str:
    """The object named by `about`, "" without one; refuses a name that is not `KIND:id` of something that exists."""
    name: str = tx.args.get("about", "")
    if name:
        kind, _, number = name.partition(":")
        tx.require(tx.state.exists(kind, number), "UNKNOWN_OBJECT", kind=kind, id=number)
        tx.read(kind, number)
    return name


@command(
    "task.close",
    code="TK02",
    document="TASK",
    fields=(
        Field("task", FieldType.REF, kind="TASK"),
        Field("answer"),
        Field("evidence", FieldType.CODE, required=False),
    ),
    for_everybody=True,
)
def close_task(tx: Transaction) -> None:
    """Answers a task; only the person it was given to can."""
    task = tx.document("TASK")
    tx.require(task["to"] == tx.user, "NOT_ADDRESSED", about=f"TASK:{task['id']}", user=task["to"])
    changes = {
        "status": "done",
        "answer": tx.args["answer"],
        "evidence": tx.args.get("evidence", ""),
        "closed_by": tx.user,
    }
    tx.change("TASK", task, changes)
