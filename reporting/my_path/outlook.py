"""What a learner sees beside the path: how many steps they can do alone on go-live day, as the proficiency figure counts."""

from dataclasses import dataclass

from curricula.models import GoLive
from lms.foundation.models import Person
from reporting.metrics.proficiency import steps_of_person


@dataclass(frozen=True)
class Alone:
    """Steps of one person: asked for the go-live, and those of them that will be shown, valid and remembered on its day."""

    can: int
    asked: int

    @property
    def missing(self) -> int:
        """Steps that still have to be shown."""
        return self.asked - self.can

    @property
    def state(self) -> str:
        """On the line or above is go; below it is a risk, for there is still time."""
        return "risk" if self.missing else "go"


def alone_on_the_day(person: Person, go_live: GoLive | None) -> Alone | None:
    """The person's steps for this go-live; None where none is asked of them. Three queries."""
    if go_live is None:
        return None
    steps = steps_of_person(person, go_live)
    return Alone(sum(step.is_proficient for step in steps), len(steps)) if steps else None
