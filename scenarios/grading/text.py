"""Text: one sentence in the two languages a learner may read. No translation happens here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.labels.filling import filled


@dataclass(frozen=True)
class Text:
    """The same sentence in Chinese and in English."""

    zh: str
    en: str

    def say(self, language: str) -> str:
        """Return the sentence for a language code; anything that is not Chinese reads English."""
        return self.zh if language.lower().startswith("zh") else self.en

    def fill(self, **values: object) -> Text:
        """Put values into `{name}` places; a Text among them takes its own language. For our own templates only."""
        return Text(
            zh=filled(self.zh, {key: _in_language(value, "zh") for key, value in values.items()}),
            en=filled(self.en, {key: _in_language(value, "en") for key, value in values.items()}),
        )

    def __add__(self, other: Text) -> Text:
        """Join two sentences; English wants a space between them, Chinese none."""
        return Text(zh=self.zh + other.zh, en=f"{self.en} {other.en}".strip())

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


NOTHING = Text("", "")


def same(word: str) -> Text:
    """Make a text of something that reads alike in both languages: a code, a number, a name."""
    return Text(word, word)


def listed(texts: list[Text]) -> Text:
    """Join texts into an enumeration."""
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def enumerated(words: Iterable[str]) -> Text:
    """Join codes, numbers or names that read alike in both languages, with the comma of each."""
    return listed([same(word) for word in words])


def _in_language(value: object, language: str) -> object:
    return value.say(language) if isinstance(value, Text) else value
