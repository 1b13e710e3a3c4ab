"""What every benchmark is given: the size, the server when it is first asked for, and the people whose pages are read."""

from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import Self

from curricula.models import GoLive
from lms.bench.company.content import GO_LIVE
from lms.bench.serving import Server, running_server
from lms.bench.size import Size
from lms.foundation.api import access
from lms.foundation.models import Person


class NotMeasuredError(Exception):
    """The company does not have what a benchmark needs; the message says what is missing, why, and what to do."""


class Bench:
    """One run over a company that is ready. Leaving it stops the server."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @cached_property
    def server(self) -> Server:
        """The production server, started at first use."""
        return self._stack.enter_context(running_server())

    @cached_property
    def go_live(self) -> GoLive:
        """The go-live that all assignments belong to."""
        return GoLive.objects.get(code=GO_LIVE)

    def readers(self) -> list[Person]:
        """Learners from all over the company, so many as the size says."""
        learners = list(Person.objects.filter(is_active=True, groups__isnull=True).order_by("number"))
        return learners[:: max(1, len(learners) // self.size.readers)][: self.size.readers]

    def lead(self) -> Person:
        """The training lead."""
        return Person.objects.get(groups__name=access.TRAINING_LEAD)

    def executive(self) -> Person:
        """Who reads readiness."""
        return Person.objects.get(groups__name=access.EXECUTIVE)
