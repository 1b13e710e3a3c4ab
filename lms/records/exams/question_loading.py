"""Question banks in: files of questions become rows; a question that changed becomes a new version of itself."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from curricula.models import Step
from lms.foundation.api import Change, ContentLoad, digest_of, record_changes, yaml_in
from lms.foundation.models import Person
from lms.records.exams.models import (
    AcceptedText,
    CommonError,
    Gap,
    MatchLeft,
    MatchRight,
    NumericQuestion,
    Option,
    OrderingItem,
    Question,
)
from lms.records.exams.question_models import CLASS_OF_KIND
from lms.records.exams.vocabulary import QuestionKind, UseState

NOT_BANKS = frozenset({"exams", "practicals", "rubrics"})
LANGUAGES = ("zh", "en")
Entry = dict[str, Any]


def load_questions(folder: Path, load: ContentLoad | None = None) -> int:
    """Load every bank in `folder`; returns the number of questions in use. Twice is once: an equal digest is skipped."""
    return load_entries([entry for path in bank_files(folder) for entry in yaml_in(path)["questions"]], load)


def bank_files(folder: Path) -> list[Path]:
    """The files of questions in a folder: all that are no examinations, practicals or rubrics."""
    return [path for path in sorted(folder.glob("*.yaml")) if path.stem not in NOT_BANKS]


def load_entries(entries: list[Entry], load: ContentLoad | None = None) -> int:
    """Put these questions into use, each as a new version where its digest is new; returns how many are in use.

    An entry that was in use before is old news: what was edited in pages since then is not undone by loading it again.
    """
    load = load or ContentLoad()
    steps = {step.code: step for step in Step.objects.all()}
    with transaction.atomic():
        known: Any = Question.objects.non_polymorphic().order_by("version")
        versions: dict[str, list[Question]] = defaultdict(list)
        for question in known:
            versions[question.code].append(question)
        changes = [
            change
            for entry in entries
            if (change := _keep(entry, steps[entry["step"]], versions[entry["id"]], load)) is not None
        ]
        record_changes(changes)
    return Question.objects.filter(state=UseState.IN_USE).count()


def make_version(entry: Entry, step: Step, latest: Question | None, *, uuid: UUID | None = None) -> Question:
    """Write the entry as the next version, in use, and retire `latest`. The caller records the change (`change_of`)."""
    version = 1
    if latest is not None:
        version = latest.version + 1
        Question.objects.non_polymorphic().filter(pk=latest.pk).update(state=UseState.RETIRED)
    question = CLASS_OF_KIND[entry["type"]](
        uuid=uuid or uuid4(),
        code=entry["id"],
        version=version,
        state=UseState.IN_USE,
        kind=entry["type"],
        step=step,
        topic=entry.get("topic", ""),
        level=entry["level"],
        risk=entry["risk"],
        difficulty=Decimal(str(entry["difficulty"])),
        source=entry["source"],
        digest=digest_of(entry),
        **_both("objective", entry["objective"]),
        **_both("stem", entry["stem"]),
        **(_both("feedback", entry["feedback"]) if "zh" in entry.get("feedback", {}) else {}),
        **(_figure(entry) if entry["type"] == QuestionKind.NUMERIC else {}),
    )
    question.save()
    PARTS.get(entry["type"], _keep_options)(question, entry)
    return question


def change_of(question: Question, latest: Question | None, *, reason: str, actor: Person | None = None) -> Change:
    """What the audit trail says of a new version."""
    return Change(
        "question", question.uuid, "create" if latest is None else "revise", reason,
        before=None if latest is None else {"version": latest.version, "digest": latest.digest},
        after={"code": question.code, "version": question.version, "digest": question.digest},
        subject_label=str(question), actor=actor,
    )  # fmt: skip


def _keep(entry: Entry, step: Step, versions: list[Question], load: ContentLoad) -> Change | None:
    digest = digest_of(entry)
    may_write = load.may_write("question", entry["id"])
    if any(one.digest == digest for one in versions) or (versions and not may_write):
        return None
    latest = versions[-1] if versions else None
    reason = load.reason or "Loaded from a question bank"
    return change_of(make_version(entry, step, latest), latest, reason=reason, actor=load.actor)


def _figure(entry: Entry) -> dict[str, Any]:
    answer = entry["answer"]
    return {
        "answer": Decimal(str(answer["key"])),
        "tolerance": Decimal(str(answer["tolerance"])),
        **_both("unit", answer["unit"]),
    }


def _keep_options(question: Question, entry: Entry) -> None:
    Option.objects.bulk_create(
        Option(
            question=question, key=option["key"], position=position, credit=_credit(option),
            **_both("text", option), **_both("feedback", option["feedback"]),
        )
        for position, option in enumerate(entry["options"])
    )  # fmt: skip


def _credit(option: Entry) -> Decimal:
    return Decimal(str(option["credit"])) if "credit" in option else Decimal(int(option["correct"]))


def _keep_items(question: Question, entry: Entry) -> None:
    OrderingItem.objects.bulk_create(
        OrderingItem(
            question=question, key=item["key"], position=position, place=entry["answer"].index(item["key"]) + 1,
            **_both("text", item), **_both("feedback", item["feedback"]),
        )
        for position, item in enumerate(entry["items"])
    )  # fmt: skip


def _keep_pairs(question: Question, entry: Entry) -> None:
    rights = {
        right["key"]: MatchRight.objects.create(
            question=question, key=right["key"], position=position, **_both("text", right)
        )
        for position, right in enumerate(entry["right"])
    }
    MatchLeft.objects.bulk_create(
        MatchLeft(
            question=question, key=left["key"], position=position, right=rights[entry["answer"][left["key"]]],
            **_both("text", left), **_both("feedback", entry["feedback"][left["key"]]),
        )
        for position, left in enumerate(entry["left"])
    )  # fmt: skip


def _keep_gaps(question: Question, entry: Entry) -> None:
    for position, gap in enumerate(entry["gaps"]):
        kept = Gap.objects.create(
            question=question, key=gap["key"], position=position, **_both("feedback", gap["feedback"])
        )
        _keep_accepted(question, gap["accepted"], kept)


def _keep_text(question: Question, entry: Entry) -> None:
    _keep_accepted(question, entry["accepted"], None)
    CommonError.objects.bulk_create(
        CommonError(
            question=question, position=position, **_both("text", error), **_both("feedback", error["feedback"])
        )
        for position, error in enumerate(entry.get("common_errors", ()))
    )


def _keep_errors(question: Question, entry: Entry) -> None:
    assert isinstance(question, NumericQuestion), f"{question.code} is no figure"
    CommonError.objects.bulk_create(
        CommonError(
            question=question, position=position, number=Decimal(str(error["value"])),
            **_both("feedback", error["feedback"]),
        )
        for position, error in enumerate(entry.get("common_errors", ()))
    )  # fmt: skip


def _keep_accepted(question: Question, accepted: dict[str, list[Any]], gap: Gap | None) -> None:
    AcceptedText.objects.bulk_create(
        AcceptedText(question=question, gap=gap, language=language, text=str(text))
        for language in LANGUAGES
        for text in accepted[language]
    )


def _both(stem: str, texts: dict[str, Any]) -> dict[str, Any]:
    return {f"{stem}_{language}": str(texts[language]) for language in LANGUAGES}


PARTS: dict[str, Callable[[Question, Entry], None]] = {
    QuestionKind.ORDERING: _keep_items,
    QuestionKind.MATCHING: _keep_pairs,
    QuestionKind.GAP_FILL: _keep_gaps,
    QuestionKind.SHORT_TEXT: _keep_text,
    QuestionKind.NUMERIC: _keep_errors,
}
