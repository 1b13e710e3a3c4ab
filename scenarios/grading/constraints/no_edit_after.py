"""No edit after: once reviewed, an object is not changed any more."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace, share_object


@dataclass(frozen=True)
class NoEditAfter:
    """No accepted `edit` comes after an accepted `review` on the same object of kind `same`."""

    edit: StepPattern
    review: StepPattern
    same: str

    @classmethod
    def read(cls, table: Table) -> NoEditAfter:
        """Read the constraint's own fields."""
        return cls(StepPattern.read(table, "edit"), StepPattern.read(table, "review"), table.word("same", default=""))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text("{review}之后不再{edit}", "No {edit} after {review}").fill(
            edit=self.edit.sentence(), review=self.review.sentence()
        )

    def check(self, trace: Trace) -> Finding:
        """Look for edits later than a review."""
        reviews = trace.accepted(self.review)
        late = [
            edit
            for edit in trace.accepted(self.edit)
            if any(review.seq < edit.seq and share_object(review, edit, self.same) for review in reviews)
        ]
        if not late:
            return Finding(FULL, Text("没有事后改动。", "Nothing was changed afterwards."))
        found = Text("事后改动 {n} 次。", "Changed {n} time(s) afterwards.").fill(n=len(late))
        return Finding(NO_CREDIT, found, tuple(row.seq for row in late))
