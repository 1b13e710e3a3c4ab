"""A label pack: every word a sandbox screen says, by key, in two languages. Packs rename; they never change what happens."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
GENERIC = "generic"
PRESETS = {
    "sap-like": {"zh": "类 SAP 用语", "en": "SAP-like names"},
    "yonyou-like": {"zh": "类用友、金蝶用语", "en": "Yonyou- and Kingdee-like names"},
}
"""Names only, in the manner of well-known systems; no screen and no drawing of theirs."""


@dataclass(frozen=True)
class LabelPack:
    """Labels by key (`entity.GR`, `field.quantity`, `status.IV.blocked`, `refusal.SOD`), each with zh, en and perhaps more.

    `own` are the keys that this pack names itself, `named` those that it or the pack below it names; every other word is the
    generic pack's.
    """

    name: str
    labels: Mapping[str, Mapping[str, str]]
    own: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def say(self, key: str, language: str, *fallbacks: str) -> str:
        """The label of the first key that the pack knows; without any, the last part of the first key as it stands."""
        for name in (key, *fallbacks):
            label = self.labels.get(name)
            if label is not None:
                return label["zh" if language.startswith("zh") else "en"]
        return key.rsplit(".", 1)[-1]

    def knows(self, key: str) -> bool:
        """Whether the pack names this key."""
        return key in self.labels

    def words(self, key: str) -> tuple[str, ...]:
        """All that may be typed to mean this key: both names and the further words of the pack."""
        label = self.labels.get(key, {})
        return tuple(word for word in (label.get("zh"), label.get("en"), *label.get("words", "").split("|")) if word)


@cache
def label_pack(name: str = GENERIC) -> LabelPack:
    """A pack by name: the generic one, or a preset laid over it."""
    generic = _read(FOLDER / GENERIC)
    if name == GENERIC:
        return LabelPack(name=name, labels=generic, own=frozenset(generic), named=frozenset(generic))
    return laid_over(name, _read(FOLDER / "presets" / name))


def laid_over(name: str, own: Mapping[str, Mapping[str, str]], base: str = GENERIC) -> LabelPack:
    """A pack of one's own words over a base; what may be typed for the base's word may still be typed."""
    ground = label_pack(base).labels
    labels = dict(ground)
    for key, label in own.items():
        kept = [word for word in _spoken(ground.get(key, {})) if word]
        spoken = list(dict.fromkeys([*label.get("words", "").split("|"), *kept]))
        labels[key] = {**label, "words": "|".join(word for word in spoken if word)}
    below = label_pack(base).named if base != GENERIC else frozenset()
    return LabelPack(name=name, labels=labels, own=frozenset(own), named=frozenset(own) | below)


def _spoken(label: Mapping[str, str]) -> list[str]:
    return [label.get("zh", ""), label.get("en", ""), *label.get("words", "").split("|")]


NAMES = ("entity.", "command.", "status.", "report.", "choice.stock_type.", "choice.movement.")
"""What a person knows an ERP by: its documents, commands, states, reports, stock types and movements. Sentences (refusals,
what to do, facts on paper) and the inner fields of a form read well in generic words under any pack."""


def missing_keys(pack: LabelPack, further: Collection[str] = ()) -> tuple[str, ...]:
    """The names, and of the `further` keys those, that a pack leaves in generic words, in order."""
    return tuple(
        key for key in label_pack().labels if key not in pack.named and (key.startswith(NAMES) or key in further)
    )


def _read(folder: Path) -> dict[str, Mapping[str, str]]:
    labels: dict[str, Mapping[str, str]] = {}
    for path in sorted(folder.glob("*.json")):
        labels |= json.loads(path.read_text(encoding="utf-8"))
    return labels
