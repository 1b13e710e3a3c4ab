"""A question as those see it who keep the bank: every part with its key, what it earns, and its feedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lms.records.exams.content import Content
from lms.records.exams.grading.values import Mark
from lms.records.exams.results import BY_CHOICE, Line, lines_of
from lms.records.exams.vocabulary import QuestionKind

NO_MARK = Mark(Fraction(0), {})


@dataclass(frozen=True)
class Preview:
    """One question without an answer."""

    content: Content
    lines: Sequence[Line]

    @property
    def is_by_choice(self) -> bool:
        """Whether it is answered by choosing options."""
        return self.content.kind in BY_CHOICE

    @property
    def shows_degrees(self) -> bool:
        """Whether options earn degrees."""
        return self.content.kind == QuestionKind.SITUATIONAL

    @property
    def credits(self) -> list[str]:
        """What each option earns, in per cent, in the order of the lines."""
        return [f"{part.credit * 100:.0f}" for part in self.content.parts]

    @property
    def right_text(self) -> str:
        """The right figure or text, where the answer is written."""
        key = self.content.key
        if self.content.kind == QuestionKind.NUMERIC:
            figure = f"{key.answer.normalize():f}"  # type: ignore[union-attr]
            tolerance = f" ± {key.tolerance.normalize():f}" if key.tolerance else ""  # type: ignore[union-attr]
            return f"{figure}{tolerance} {self.content.unit}".strip()
        return " / ".join(dict.fromkeys(self.content.accepted))

    @property
    def spare(self) -> list[str]:
        """Things on the right that belong to nothing."""
        used = {part.belongs_to for part in self.content.parts}
        return [str(right.text) for right in self.content.rights if right.key not in used]


def preview_of(content: Content) -> Preview:
    """The preview of one version."""
    return Preview(content, lines_of(content, [], None, NO_MARK))
