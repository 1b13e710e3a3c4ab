"""What a number means, said once in both languages. Data only; the queries stand beside each definition."""

from dataclasses import dataclass

from lms.foundation.api import pick


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return pick(self.zh, self.en)

    def as_record(self) -> dict[str, str]:
        """Return the text as a snapshot keeps it."""
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True)
class Definition:
    """One number: what it is, how it is computed, of whom, and how the unknown is treated."""

    code: str
    name: Words
    meaning: Words
    formula: Words
    unit: Words
    population: Words
    unknown: Words
    owner: Words

    def as_record(self) -> dict[str, object]:
        """Return the definition as a snapshot and a report carry it."""
        parts = ("name", "meaning", "formula", "unit", "population", "unknown", "owner")
        return {"code": self.code, **{part: getattr(self, part).as_record() for part in parts}}


TRAINING_LEAD = Words("培训负责人", "Training lead")
HEAD_OF_QUALITY = Words("质量负责人", "Head of quality")
CUTOVER_LEAD = Words("切换负责人", "Cutover lead")
