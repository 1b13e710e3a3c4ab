"""From the blocks of a content file to the raw form of a lesson's body. Pure: takes mappings, gives mappings."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Raw = dict[str, Any]
EMPTY = {"zh": "", "en": ""}


def lesson_body(slug: str, blocks: list[Raw], screens: Mapping[str, Raw]) -> list[Raw]:
    """Return the raw stream. Ids follow from slug and place, so that a reader's place outlives a reload."""
    return [
        {
            "type": block["type"],
            "value": _VALUES[block["type"]](block, screens),
            "id": str(uuid5(NAMESPACE_URL, f"plimsoll:{slug}:{number}:{block['type']}")),
        }
        for number, block in enumerate(blocks)
    ]


def same_body(one: Any, other: Any) -> bool:
    """Whether two raw bodies say the same; ids of inner items do not count."""
    return bool(_bare(one) == _bare(other))


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {"type", "value", "id"} and value["type"] == "item":
            return _bare(value["value"])
        return {key: _bare(inner) for key, inner in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [_bare(inner) for inner in value]
    return value


def _items(values: list[Any]) -> list[Raw]:
    return [
        {"type": "item", "value": value, "id": str(uuid5(NAMESPACE_URL, f"{number}:{value}"))}
        for number, value in enumerate(values)
    ]


def _prose(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    return {"title": block["title"], "paragraphs": _items(block["paragraphs"])}


def _callout(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    return {"tone": block["tone"], **_prose(block, screens)}


def _steps(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    moves = [
        {
            "screen": move.get("screen", ""),
            "screen_name": screens.get(move.get("screen", ""), EMPTY),
            "role": move.get("role", ""),
            "action": move["text"],
        }
        for move in block["items"]
    ]
    return {"title": block["title"], "moves": _items(moves)}


def _example(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    sums = [{"label": line["label"], "value": line["value"]} for line in block["lines"]]
    return {
        "title": block["title"],
        "given": _items(block.get("given", [])),
        "sums": _items(sums),
        "result": block["result"],
    }


def _dictionary(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    fields = [
        {
            "code": field["id"],
            "name": field["name"],
            "meaning": field["meaning"],
            "source": field["source"],
            "rule": field["quality_rule"],
        }
        for field in block["fields"]
    ]
    return {"title": block["title"], "fields": _items(fields)}


def _diagram(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    nodes = [{"code": node["id"], "label": node["label"]} for node in block["nodes"]]
    edges = [{"start": edge["from"], "end": edge["to"], "label": edge.get("label", EMPTY)} for edge in block["edges"]]
    return {"title": block["title"], "nodes": _items(nodes), "edges": _items(edges)}


def _check(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    options = [{"text": option["text"], "is_right": bool(option["correct"])} for option in block["options"]]
    return {
        "title": block["title"],
        "stem": block["question"],
        "options": _items(options),
        "feedback": block["feedback"],
    }


def _old_new(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    return {
        "title": block["title"],
        "pairs": _items([{"old": pair["old"], "new": pair["new"]} for pair in block["pairs"]]),
    }


def _summary(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    return {"title": block["title"], "points": _items(block["points"])}


def _related(block: Raw, screens: Mapping[str, Raw]) -> Raw:
    kinds = ("drills", "exams", "practicals", "manuals", "lessons", "micro", "faq")
    title = block.get("title", {"zh": "接着做", "en": "Go on with"})
    return {"title": title, **{kind: _items(block.get(kind, [])) for kind in kinds}}


_VALUES: dict[str, Callable[[Raw, Mapping[str, Raw]], Raw]] = {
    "goal": _prose,
    "text": _prose,
    "card": _prose,
    "callout": _callout,
    "steps": _steps,
    "example": _example,
    "dictionary": _dictionary,
    "diagram": _diagram,
    "check": _check,
    "old_new": _old_new,
    "summary": _summary,
    "related": _related,
}
