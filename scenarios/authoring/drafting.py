"""What a play-through becomes: the text of a drill with its start, its solution, and rules to choose from. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.authoring.document import Tree, parsed, written
from scenarios.authoring.placeholders import BRIEF, DEBRIEF, WANTED
from scenarios.authoring.proposing import END_STATE, PROCESS, Proposal, propose
from scenarios.authoring.recording import Recorder, overlay_steps, path_of, recorded_steps
from scenarios.authoring.workbench import CODE, with_placeholders
from scenarios.engine.api import Dataset, JournalEntry
from scenarios.grading.api import Opening, OpeningRefusedError, Played, load_path, load_scenario, open_drill, play_path

SOLUTION = "solution-1"
FIRST_VERSION = "1.0.0"
WEIGHT = 10


@dataclass(frozen=True)
class Recorded:
    """A new drill's text, the text of its solution, and the rules that the solution suggests."""

    text: str
    path: str
    proposals: tuple[Proposal, ...]


def draft_of(
    source: str,
    opening: Opening,
    entries: Sequence[JournalEntry],
    dataset: Dataset,
    *,
    code: str,
    title: Mapping[str, str],
    cut: int,
    answers: Tree,
) -> Recorded:
    """Turn a play-through of `source` into a drill whose learner takes over after journal row `cut`.

    Rows up to the cut set the scene; rows after it are the solution. Every proposal that is ticked is taken.
    """
    recorder = Recorder(opening)
    before = [entry for entry in entries if entry.seq <= cut]
    after = [entry for entry in entries if entry.seq > cut]
    scene, steps = overlay_steps(recorder, before), recorded_steps(recorder, after)
    tree = _tree(parsed(source), scene, code=code, title=title, clock=after[0].at if before and after else "")
    path = written(path_of(steps, code=code, title={"zh": "示范做法", "en": "The way it is done"}, answers=answers))
    played = play(tree, path, dataset, seed=opening.seed)
    proposals = propose(played[0], played[1].state, _own(played))
    return Recorded(written(with_rules(tree, [row for row in proposals if row.is_ticked])), path, proposals)


def proposals_for(text: str, path: str, dataset: Dataset, *, seed: int = 0) -> tuple[Proposal, ...]:
    """What a recorded way suggests for a drill as it stands now."""
    opening, played = play(parsed(text), path, dataset, seed=seed)
    return propose(opening, played.state, _own((opening, played)))


def names_of(tree: Tree, dataset: Dataset) -> Mapping[str, Any]:
    """What every name of a drill stands for with the first set of numbers; nothing while it cannot be opened."""
    loaded = load_scenario(written(with_placeholders(_loadable(tree))), file="draft")
    if loaded.scenario is None:
        return {}
    try:
        return open_drill(loaded.scenario, dataset, seed=0).scenario.names
    except OpeningRefusedError:
        return {}


def play(tree: Tree, path: str, dataset: Dataset, *, seed: int) -> tuple[Opening, Played]:
    """Open the drill as it is written so far and play a path in it."""
    loaded = load_scenario(written(with_placeholders(_loadable(tree))), file="draft")
    assert loaded.scenario is not None, loaded.problems
    opening = open_drill(loaded.scenario, dataset, seed=seed)
    way, problems = load_path(path, file="path")
    assert way is not None, problems
    return opening, play_path(opening, way)


def _own(played: tuple[Opening, Played]) -> tuple[JournalEntry, ...]:
    return tuple(played[1].state.journal[played[0].first_seq - 1 :])


def _loadable(tree: Tree) -> Tree:
    """A drill without rules yet has none to load: stand-ins take their place until some are chosen."""
    bare: Tree = {"id": "E0", "w": 1, "procedure": "–", "assert": {"count": {"doc": "DEV", "own": True}, "min": 0}}
    process: Tree = {"id": "P0", "type": "absence", "w": 0, "procedure": "–", "a": "hint.open"}
    return {**tree, "end_state": tree.get("end_state") or [bare], "process": tree.get("process") or [process]}


def _tree(template: Tree, scene: list[Tree], *, code: str, title: Mapping[str, str], clock: str) -> Tree:
    """The template's company, people and surroundings, with the scene laid over its start and nothing expected yet."""
    from_workbench = template["id"] == CODE
    start = dict(template["start"])
    if scene:
        start = {
            "clock": clock or start["clock"],
            "overlay_from": start.get("overlay_from", start["clock"]),
            **{key: value for key, value in start.items() if key not in {"clock", "overlay_from", "overlay"}},
            "overlay": [*start.get("overlay", []), *scene],
        }
    hats = template["seats"]
    kept: Tree = {key: template[key] for key in ("facts", "npcs", "injects") if key in template}
    return {
        "id": code,
        "version": FIRST_VERSION,
        "dataset": template["dataset"],
        "title": dict(title),
        "tags": dict(template["tags"]),
        "seats": hats,
        **kept,
        "start": start,
        "brief": dict(BRIEF) if from_workbench else template["brief"],
        "wanted": [dict(WANTED)] if from_workbench else template["wanted"],
        "allowed": template["allowed"],
        "end_state": [],
        "process": [],
        "refusals": {"free": 1, "each": 3, "hard": {"SOD": 10, "FOUR_EYES": 10}},
        "needless": {"allow": 3, "each": 1, "max": 10},
        "hints": [
            {"cost": 3, "text": {"zh": "先打开任务涉及的单据看一遍。", "en": "Open the documents of the task first."}}
        ],
        "time": {"target_minutes": 30, "hard_minutes": 60, "over_each_minute": 1, "max": 10},
        "pass": {"score": 80, "no_critical": True},
        "debrief": dict(DEBRIEF) if from_workbench else template["debrief"],
        "solutions": [SOLUTION],
        "wrong": [],
    }


def with_rules(tree: Tree, chosen: Sequence[Proposal]) -> Tree:
    """The tree with the chosen proposals as its rules, numbered anew, each of the same weight to begin with."""
    end_state = [
        {"id": f"E{number}", "w": WEIGHT, "procedure": "–", "assert": row.body}
        for number, row in enumerate((row for row in chosen if row.group == END_STATE), 1)
    ]
    process = [
        {"id": f"P{number}", "w": WEIGHT, "procedure": "–", **row.body}
        for number, row in enumerate((row for row in chosen if row.group == PROCESS), 1)
    ]
    return {**tree, "end_state": end_state, "process": process}


def rule_key(group: str, rule: Tree) -> str:
    """Which proposal a rule of the file is, whatever weight, title or comment its author gave it."""
    if group == END_STATE:
        return f"{group}:{written(rule.get('assert', {}))}"
    head = {"id", "w", "title", "clause", "procedure", "critical", "auditor", "shows", "faults"}
    return f"{group}:{written({key: value for key, value in rule.items() if key not in head})}"


def vary(tree: Tree, paths: Mapping[str, str], name: str, values: Sequence[Any]) -> tuple[Tree, dict[str, str]]:
    """Let a value differ from attempt to attempt: wherever the first value stands as an argument, `$name` takes its place.

    Every number of the overlay, the injects, the rules and the paths that equals the first value follows; a value that
    stands nowhere changes nothing but the table of variants.
    """
    first = values[0]

    def swapped(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: swapped(part) for key, part in value.items()}
        if isinstance(value, list):
            return [swapped(part) for part in value]
        same = type(value) is type(first) and value == first
        return f"${name}" if same else value

    start = dict(tree["start"])
    variants = {
        "seed": "per_attempt",
        "bind": {**start.get("variants", {}).get("bind", {}), name: {"choice": [*values]}},
    }
    start = {**start, "variants": variants, "overlay": swapped(start.get("overlay", []))}
    moved: Tree = {key: swapped(tree[key]) for key in ("injects", "end_state", "process", "answers") if key in tree}
    written_paths = {}
    for file, text in paths.items():
        way = parsed(text)
        written_paths[file] = written({**way, "steps": swapped(way.get("steps", []))})
    return {**tree, **moved, "start": start}, written_paths
