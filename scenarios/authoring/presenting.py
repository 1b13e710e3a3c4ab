"""A draft as its pages show it: rules as sentences with what is proposed besides, paths, and the contract's lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.foundation.api import is_chinese, pick
from scenarios.authoring.document import Tree, parsed, written
from scenarios.authoring.drafting import names_of, proposals_for, rule_key
from scenarios.authoring.models import ScenarioDraft
from scenarios.authoring.proposing import END_STATE, PROCESS, rule_of
from scenarios.engine.api import Dataset
from scenarios.grading.api import Text
from scenarios.grading.binding import bound

LETTERS = {END_STATE: "E", PROCESS: "P"}
BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff”）]) (?=[\u4e00-\u9fff“（])")
"""A blank that a sentence keeps for a code or a figure, where a Chinese word has taken its place."""


@dataclass(frozen=True)
class RuleLine:
    """One rule that is kept or could be: its sentence, its fields, and whether it is ticked."""

    number: str
    group: str
    sentence: str
    body: Tree
    rule: Tree
    is_kept: bool

    @property
    def text(self) -> str:
        """The rule as the file holds it, for a hidden field."""
        return written(self.rule)


def rule_lines(draft: ScenarioDraft, dataset: Dataset) -> list[RuleLine]:
    """The draft's rules, then what its first solution suggests besides."""
    tree = parsed(draft.text)
    kept = [(group, rule) for group in (END_STATE, PROCESS) for rule in tree.get(group) or []]
    names = names_of(tree, dataset)
    lines = [_kept(group, rule, names) for group, rule in kept]
    known = {rule_key(group, rule) for group, rule in kept}
    first = next(iter(tree.get("solutions") or []), "")
    if first in draft.paths:
        for proposal in proposals_for(draft.text, draft.paths[first], dataset):
            rule = {"assert": proposal.body} if proposal.group == END_STATE else proposal.body
            if rule_key(proposal.group, rule) not in known:
                lines.append(RuleLine("", proposal.group, _said(proposal.sentence), proposal.body, rule, is_kept=False))
    return lines


def _kept(group: str, rule: Tree, names: Mapping[str, Any]) -> RuleLine:
    head = {"id", "w", "title", "clause", "procedure", "critical", "auditor", "shows", "faults"}
    body = rule.get("assert", {}) if group == END_STATE else {k: v for k, v in rule.items() if k not in head}
    read = rule_of(group, body)
    sentence = _said(bound(read, names).sentence()) if read is not None else written(body).strip()
    return RuleLine(str(rule.get("id", "")), group, sentence, body, rule, is_kept=True)


def _said(sentence: Text) -> str:
    return BETWEEN_CHINESE.sub("", sentence.say(_language()))


def rules_from(post: Mapping[str, str], count: int) -> dict[str, list[Tree]]:
    """The rules that the form sends, in its order, numbered anew: those ticked, with weight, mark and words."""
    chosen: dict[str, list[Tree]] = {END_STATE: [], PROCESS: []}
    for number in range(1, count + 1):
        if post.get(f"keep-{number}") != "on":
            continue
        group = post.get(f"group-{number}", "")
        if group not in chosen:
            continue
        rule = parsed(post.get(f"rule-{number}", ""))
        chosen[group].append(_entered(rule, post, number, f"{LETTERS[group]}{len(chosen[group]) + 1}"))
    return chosen


def _entered(rule: Tree, post: Mapping[str, str], number: int, name: str) -> Tree:
    weight = post.get(f"weight-{number}", "").strip()
    head: Tree = {"id": name, "w": int(weight) if weight.isdigit() else rule.get("w", 10)}
    reference = post.get(f"procedure-{number}", "").strip()
    head["procedure"] = reference or rule.get("procedure", "–")
    if post.get(f"critical-{number}") == "on":
        head["critical"] = True
    missed = {language: post.get(f"missed-{language}-{number}", "").strip() for language in ("zh", "en")}
    auditor = dict(rule.get("auditor") or {})
    if all(missed.values()):
        auditor["missed"] = missed
    if auditor:
        head["auditor"] = auditor
    rest = {key: value for key, value in rule.items() if key not in {"id", "w", "procedure", "critical", "auditor"}}
    return {**head, **rest}


def path_lines(draft: ScenarioDraft) -> list[dict[str, Any]]:
    """Each recorded way with its title, its length, and how it must fail if it is a wrong one."""
    tree = parsed(draft.text)
    wrong = {row["file"]: row.get("expect") or {} for row in tree.get("wrong") or []}
    lines = []
    for name, text in draft.paths.items():
        way = parsed(text)
        title = way.get("title") or {}
        lines.append(
            {
                "name": name,
                "title": title.get("zh" if is_chinese() else "en", name),
                "steps": len(way.get("steps") or []),
                "is_wrong": name in wrong,
                "fails": pick("、", ", ").join(wrong.get(name, {}).get("fails") or []),
                "critical": pick("、", ", ").join(wrong.get(name, {}).get("critical") or []),
                "rates": pick("、", ", ").join(wrong.get(name, {}).get("rates") or []),
            }
        )
    return lines


def _language() -> str:
    return "zh" if is_chinese() else "en"


def twist_parts(value: Any) -> list[tuple[str, str]]:
    """One value of a twist as names and texts; a plain value has no name."""
    named = value.items() if isinstance(value, Mapping) else [("", value)]
    return [(str(name), str(part)) for name, part in named]
