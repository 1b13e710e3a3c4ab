"""The workbench: the whole sandbox company with every hat and every command, in which an author sets a scene and plays it."""

from scenarios.authoring.document import Tree, written
from scenarios.engine.api import DOCUMENT_KINDS, MASTER_KINDS, REPORTS, Dataset, command_specs

CODE = "WB-01"
VERSION = "1.0.0"
CLOCK = "2026-12-01T08:30"
TITLE = {"zh": "工作台", "en": "Workbench"}
PLACEHOLDER = "wrong-way-{}"
"""A drill without wrong paths does not load; while one is tried out, these stand for those that are still to come."""
LEAST_WRONG = 2


def hats(dataset: Dataset) -> list[str]:
    """For each role the first active user who holds it, in the order of the role table."""
    users = dataset.master("USER")
    found = [
        next((name for name, body in users.items() if body["active"] and role in body["roles"]), None)
        for role in dataset.master("ROLE")
    ]
    return list(dict.fromkeys(name for name in found if name))


def families() -> list[str]:
    """Every family of commands, as a scenario allows them."""
    return sorted({f"{name.partition('.')[0]}.*" for name in command_specs()})


def workbench_text(dataset: Dataset) -> str:
    """The workbench as a scenario; nothing is expected of whoever plays it."""
    tree: Tree = {
        "id": CODE,
        "version": VERSION,
        "dataset": f"{dataset.name}-{dataset.size.lower()}",
        "title": TITLE,
        "tags": {"chain": "P2P", "steps": ["P2P-10"], "roles": ["STEWARD"], "difficulty": 1},
        "seats": [{"id": "learner", "hats": hats(dataset)}],
        "start": {"clock": CLOCK},
        "brief": {
            "zh": "在这里布置场景，再把正确的做法做一遍。做完以后选择从哪一步起由学员接手。",
            "en": "Set the scene here, then do what is right. Afterwards you say from which step on it is the learner's.",
        },
        "wanted": [{"zh": "先布置，再示范。", "en": "Set the scene, then show how it is done."}],
        "debrief": {"zh": "工作台不评分。", "en": "The workbench is not marked."},
        "allowed": {"screens": [*DOCUMENT_KINDS, *MASTER_KINDS, "LOT", *REPORTS], "commands": families()},
        "end_state": [
            {"id": "E1", "w": 1, "procedure": "–", "assert": {"count": {"doc": "DEV", "own": True}, "min": 0}}
        ],
        "process": [{"id": "P1", "type": "absence", "w": 0, "procedure": "–", "a": "hint.open"}],
        "refusals": {"free": 1, "each": 0},
        "needless": {"allow": 999, "each": 0, "max": 0},
        "hints": [{"cost": 0, "text": {"zh": "这里没有提示。", "en": "There are no hints here."}}],
        "time": {"target_minutes": 600, "hard_minutes": 6000, "over_each_minute": 0, "max": 0},
        "pass": {"score": 1},
        "solutions": ["–"],
    }
    return written(with_placeholders(tree))


def with_placeholders(tree: Tree) -> Tree:
    """The tree with as many stand-ins for wrong paths as loading asks for."""
    wrong = list(tree.get("wrong") or [])
    missing = [
        {"file": PLACEHOLDER.format(number), "expect": {"fails": [], "critical": []}}
        for number in range(len(wrong), LEAST_WRONG)
    ]
    return {**tree, "wrong": [*wrong, *missing], "solutions": tree.get("solutions") or ["–"]}
