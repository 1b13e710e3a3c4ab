"""Examinations of the demonstration are really sat: a form is drawn, answered, handed in and graded by the product's rules.

The history says who passed or failed when; here answers are chosen that lead there, with the confidence people had.
"""

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

from curricula.models import EvidenceFact
from lms.demo.company import demo_moment
from lms.demo.history import Act
from lms.foundation.api import clock
from lms.foundation.models import Person
from lms.records.exams.content import Content, read_contents
from lms.records.exams.dealing import Pool, deal, read_pool
from lms.records.exams.grading.values import ChoiceKey, GapsKey, MatchingKey, NumericKey, OrderingKey
from lms.records.exams.locking import lock_attempt
from lms.records.exams.models import AttemptQuestion, ExamAttempt, ExamItem
from lms.records.exams.vocabulary import Confidence, QuestionKind
from scenarios.api import DrillItem, Scenario, play_recorded_drill

# Of the wrong answers, this share is given without doubt; of the right ones, this share.
SURE_WHEN_WRONG, SURE_WHEN_RIGHT = 0.25, 0.75
WRONG_IN_FAILED = (0.3, 0.5)
# Before, examinations were sat on paper and their results taken over as facts.
HALL_OPENED = date(2026, 10, 19)
SANDBOX_OPENED = date(2026, 11, 2)
# Data was cleaned long before: the labs of the migration came first.
LABS_OPENED = date(2026, 8, 17)
LAB = "DM-"


class ExamHall:
    """Sits one attempt after the other; forms are drawn by a seed of person and attempt."""

    def __init__(self, people: dict[int, Person], seed: int) -> None:
        self.people, self.seed = people, seed
        self.items: dict[int, list[ExamItem]] = defaultdict(list)
        for item in ExamItem.objects.select_related("exam", "activity").prefetch_related("only_job_roles"):
            self.items[item.activity_id].append(item)
        self.pools: dict[int, Pool] = {}
        self.numbers: dict[tuple[int, int], int] = defaultdict(int)

    def seats(self, act: Act, job_roles: set[int]) -> ExamItem | None:
        """The exam that the act was sat in; None where the activity has none for this person (it is a fact then)."""
        if act.method != "exam" or act.outcome not in {"passed", "failed"} or act.on < HALL_OPENED:
            return None
        for item in self.items.get(act.activity, ()):
            only = {role.pk for role in item.only_job_roles.all()}
            if not only or only & job_roles:
                return item
        return None

    def sit(self, act: Act, item: ExamItem) -> EvidenceFact | None:
        """Draw, answer, hand in. The result is whatever the answers earn."""
        self.numbers[act.person, item.pk] += 1
        number = self.numbers[act.person, item.pk]
        dice = Random(f"{self.seed}:{act.person}:{item.pk}:{number}")
        begun = min(demo_moment(act.on, dice.randint(8, 16), dice.randint(0, 59)), clock.now() - timedelta(hours=2))
        if item.exam_id not in self.pools:
            self.pools[item.exam_id] = read_pool(item.exam)
        attempt = deal(
            self.people[act.person],
            item,
            number=number,
            seed=dice.randint(1, 2**40),
            at=begun,
            pool=self.pools[item.exam_id],
        )
        self._answer(attempt, wants_pass=act.outcome == "passed", dice=dice)
        minutes = dice.randint(item.exam.minutes // 3, item.exam.minutes - 1)
        return lock_attempt(attempt, at=begun + timedelta(minutes=minutes)).evidence

    def _answer(self, attempt: ExamAttempt, *, wants_pass: bool, dice: Random) -> None:
        rows = list(attempt.questions.all())
        contents = read_contents([row.question_id for row in rows])
        missed = self._missed(rows, contents, wants_pass=wants_pass, dice=dice)
        for place, row in enumerate(rows):
            content, is_wrong = contents[row.question_id], row.position in missed
            row.given = wrong_answer(content) if is_wrong else right_answer(content)
            is_sure = dice.random() < (SURE_WHEN_WRONG if is_wrong else SURE_WHEN_RIGHT)
            row.confidence = Confidence.SURE if is_sure else dice.choice([Confidence.UNSURE, Confidence.GUESS])
            row.revision, row.saved_at = 1, attempt.started_at + timedelta(seconds=40 * (place + 1))
        AttemptQuestion.objects.bulk_update(rows, ["given", "confidence", "revision", "saved_at"])

    def _missed(
        self, rows: list[AttemptQuestion], contents: dict[int, Content], *, wants_pass: bool, dice: Random
    ) -> set[int]:
        """Positions answered wrongly: the hard questions first. A pass loses one at most in a section, a tenth in all."""
        hardest = sorted(
            rows, key=lambda row: _hardness(contents[row.question_id]) * dice.uniform(0.5, 1.5), reverse=True
        )
        if not wants_pass:
            return {row.position for row in hardest[: max(3, round(len(rows) * dice.uniform(*WRONG_IN_FAILED)))]}
        sections: set[str] = set()
        missed: set[int] = set()
        for row in hardest:
            if len(missed) >= min(len(rows) // 10, dice.randint(0, 2)):
                break
            if row.section not in sections:
                sections.add(row.section)
                missed.add(row.position)
        return missed


class DrillRoom:
    """Plays the recorded paths of the drills that are built: a solution where the history says passed, a wrong path else."""

    def __init__(self, people: dict[int, Person], seed: int) -> None:
        self.people, self.seed = people, seed
        self.scenarios: dict[int, list[Scenario]] = defaultdict(list)
        for item in DrillItem.objects.select_related("scenario").order_by("pk"):
            if item.scenario.is_built:
                self.scenarios[item.activity_id].append(item.scenario)
        self.numbers: dict[tuple[int, int], int] = defaultdict(int)

    def takes(self, act: Act) -> bool:
        """Whether the act was a drill in the sandbox; before it opened, results come from the training room's own records."""
        if act.method != "drill" or act.outcome not in {"passed", "failed"} or act.activity not in self.scenarios:
            return False
        return act.on >= (LABS_OPENED if self._is_lab(act.activity) else SANDBOX_OPENED)

    def play(self, act: Act) -> None:
        """One attempt with journal, grade and evidence."""
        self.numbers[act.person, act.activity] += 1
        dice = Random(f"{self.seed}:{act.person}:{act.activity}:{self.numbers[act.person, act.activity]}")
        begun = min(demo_moment(act.on, dice.randint(8, 16), dice.randint(0, 59)), clock.now() - timedelta(hours=2))
        drills = self.scenarios[act.activity]
        # Of an activity with several, the last one is what its result is given for; labs are played by turns.
        played = drills[act.person % len(drills)] if self._is_lab(act.activity) else drills[-1]
        play_recorded_drill(
            self.people[act.person], played, wants_pass=act.outcome == "passed",
            seed=dice.randint(1, 99_999), at=begun, minutes=dice.randint(12, 40),
        )  # fmt: skip

    def _is_lab(self, activity: int) -> bool:
        return all(scenario.code.startswith(LAB) for scenario in self.scenarios[activity])


def right_answer(content: Content) -> Any:
    """An answer that earns everything, in the shape the question's kind reads."""
    key = content.key
    if isinstance(key, ChoiceKey):
        right = [option for option, credit in key.credits.items() if credit == 1]
        return sorted(right) if content.kind == QuestionKind.MULTIPLE else right[0]
    if isinstance(key, NumericKey):
        return str(key.answer)
    if isinstance(key, OrderingKey):
        return {item: place for place, item in enumerate(key.order, start=1)}
    if isinstance(key, MatchingKey):
        return dict(key.pairs)
    if isinstance(key, GapsKey):
        return {gap: accepted[0] for gap, accepted in key.accepted.items()}
    return key.accepted[0]


def wrong_answer(content: Content) -> Any:
    """An answer that earns little or nothing; a common error where one is known."""
    key = content.key
    if isinstance(key, ChoiceKey):
        worst = min(key.credits, key=lambda option: (key.credits[option], option))
        return [worst] if content.kind == QuestionKind.MULTIPLE else worst
    if isinstance(key, NumericKey):
        return str(key.common_errors[0]) if key.common_errors else str(key.answer * 2 + 1)
    if isinstance(key, OrderingKey):
        return {item: place for place, item in enumerate(reversed(key.order), start=1)}
    if isinstance(key, MatchingKey):
        values = list(key.pairs.values())
        return dict(zip(key.pairs, values[1:] + values[:1], strict=True))
    if isinstance(key, GapsKey):
        return dict.fromkeys(key.accepted, "-")
    return key.common_errors[0][0] if key.common_errors else "-"


def _hardness(content: Content) -> float:
    """How hard a question is for this company's people: fixed for each question, the same in every build."""
    return Random(content.code).random()
