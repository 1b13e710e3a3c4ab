"""A label pack: every word a sandbox screen says, by key, in two languages. Packs rename; they never change what happens."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class LabelPack:
    """Labels by key (`entity.GR`, `field.quantity`, `status.IV.blocked`, `refusal.SOD`), each with zh, en and perhaps more."""

    name: str
    labels: Mapping[str, Mapping[str, str]]

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
def label_pack(name: str = "generic") -> LabelPack:
    """A pack by name: all JSON files of its folder together."""
    labels: dict[str, Mapping[str, str]] = {}
    for path in sorted((FOLDER / name).glob("*.json")):
        labels |= json.loads(path.read_text(encoding="utf-8"))
    return LabelPack(name=name, labels=labels)
