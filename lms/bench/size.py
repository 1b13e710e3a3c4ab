"""How big the measured company is, and how often each thing is done. Only the full size is held against the targets."""

from dataclasses import dataclass

EXAM_QUESTIONS = 20


@dataclass(frozen=True)
class Size:
    """Counts of the company and of the repetitions; `touched` people hold the job role whose cell is changed."""

    name: str
    people: int
    activities: int
    requirements: int
    touched: int
    repeats: int
    settlements: int
    requests: int
    readers: int
    attempts: int
    commands: int
    crowd: int
    crowd_commands: int
    companies: tuple[str, ...]

    @property
    def assignments(self) -> int:
        """Current assignments of the whole company."""
        return self.people * self.requirements

    @property
    def words(self) -> str:
        """The size as the table says it."""
        return f"{self.people:,} people × {self.requirements} requirements, {self.activities} activities"


FULL = Size(
    name="full", people=5000, activities=50, requirements=40, touched=2000, repeats=7, settlements=200, requests=240,
    readers=60, attempts=96, commands=200, crowd=300, crowd_commands=900, companies=("S", "M", "L"),
)  # fmt: skip
# Enough to go through every benchmark once or twice: what the tests run.
SMALL = Size(
    name="small", people=120, activities=50, requirements=40, touched=48, repeats=2, settlements=5, requests=10,
    readers=5, attempts=8, commands=30, crowd=6, crowd_commands=20, companies=("S",),
)  # fmt: skip
SIZES = {size.name: size for size in (FULL, SMALL)}
