"""Handing in: an attempt is graded once, its grade kept row by row, and the evidence recorded in the same transaction."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lms.foundation.api import Refusal, clock
from lms.records.api import Outcome, record_evidence
from scenarios.drills.models import DrillItem, GradeMark, GradeRate, GradeResult
from scenarios.engine.api import ENGINE_VERSION, State, digest
from scenarios.grading.api import REWORK, Deduction, Grade, MarkResult, Mode, Rate, cost_of, fingerprint, grade
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.seating import Part, parts_of
from scenarios.sandbox.services import finish_attempt

Answers = Mapping[str, Mapping[str, Any]]


class AttemptAbandoned(Refusal):
    """The attempt was begun again; only the newer one can be handed in."""

    code = "ATTEMPT_ABANDONED"


def hand_in(attempt: Attempt, answers: Answers) -> GradeResult:
    """Grade the attempt, close it and record what it proves; returns the result.

    Called twice (a double click, a second tab) it returns the first result and counts nothing again. Refuses
    (AttemptAbandoned) an attempt that was begun again.
    """
    with transaction.atomic():
        attempt = _held().get(pk=attempt.pk)
        known = GradeResult.objects.filter(attempt=attempt).first()
        if known is not None:
            return known
        if attempt.status == Attempt.Status.ABANDONED:
            raise AttemptAbandoned(_("This attempt was begun again and counts for nothing. Hand in the newer one."))
        finish_attempt(attempt)
        return keep_grade(attempt, state_of(attempt), answers, at=clock.now())


def _held() -> QuerySet[Attempt]:
    """The attempt alone is held: its person and its drill are others' as well, who would wait for nothing."""
    held = Attempt.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("person", "version__scenario")


def keep_grade(
    attempt: Attempt, state: State, answers: Answers, *, at: datetime, is_rehearsed: bool = False
) -> GradeResult:
    """Grade the end state of an attempt, keep the grade and record what it proves, as of `at`; once for each attempt.

    A rehearsed attempt follows a recorded way that is everybody's, so it is not compared with other people's ways.
    """
    answers = {key: _plain(row) for key, row in answers.items()}
    opening = opening_of(attempt)
    outcome = grade(opening, state, answers=answers)
    way = "" if is_rehearsed else fingerprint(opening, state.journal[opening.first_seq - 1 :])
    with transaction.atomic():
        result = _kept(attempt, state, outcome, answers, at, way)
        _record(attempt, result, outcome)
    return result


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """An answer as it is kept: text, or a list of texts."""
    value = row.get("value", "")
    given = [str(part) for part in value] if isinstance(value, list | tuple) else str(value)
    return {"value": given, "confidence": str(row.get("confidence", ""))}


def _kept(attempt: Attempt, state: State, outcome: Grade, answers: Answers, at: datetime, way: str) -> GradeResult:
    result = GradeResult.objects.create(
        attempt=attempt,
        score=outcome.score,
        earned=outcome.earned,
        pass_score=outcome.pass_score,
        passed=outcome.passed,
        critical_failures=list(outcome.critical_failures),
        error_count=len(outcome.refusals),
        rework_count=sum(row.code == REWORK for row in outcome.needless),
        virtual_minutes=outcome.duration_minutes,
        dataset_ref=attempt.version.dataset_ref,
        engine_version=ENGINE_VERSION,
        journal_hash=state.head,
        state_digest=digest(state),
        fingerprint=way,
        content=_content(outcome, answers),
        graded_at=at,
    )
    GradeMark.objects.bulk_create(_mark(result, number, mark) for number, mark in enumerate(outcome.marks, start=1))
    GradeRate.objects.bulk_create(_rate(result, rate) for rate in outcome.rates)
    return result


def _rate(result: GradeResult, rate: Rate) -> GradeRate:
    return GradeRate(
        result=result,
        kind=rate.kind.value,
        done=rate.done,
        planted=rate.planted,
        threshold=rate.threshold,
        is_met=rate.is_met,
        sources=list(rate.sources),
    )


def _mark(result: GradeResult, number: int, mark: MarkResult) -> GradeMark:
    expectation, finding = mark.expectation, mark.finding
    return GradeMark(
        result=result,
        position=number,
        code=expectation.id,
        group=expectation.group.value,
        title_zh=expectation.name.zh,
        title_en=expectation.name.en,
        found_zh=finding.found.zh,
        found_en=finding.found.en,
        weight=expectation.weight,
        points=mark.points,
        is_met=finding.met,
        is_critical=expectation.critical,
        clause=expectation.clause,
        procedure=expectation.procedure,
        seqs=list(finding.seqs),
        confidence=mark.confidence,
        is_confident_and_wrong=mark.is_confident_and_wrong,
    )


def _content(outcome: Grade, answers: Answers) -> dict[str, Any]:
    return {
        "mode": outcome.mode.value,
        "answers": {key: dict(value) for key, value in answers.items()},
        "refusals": _deductions(outcome.refusals),
        "needless": _deductions(outcome.needless),
        "hints": _deductions(outcome.hints),
        "overtime": _deductions(outcome.overtime),
        "auditor": [
            {
                "seq": line.seq,
                "at": line.at,
                "zh": line.sentence.zh,
                "en": line.sentence.en,
                "open": line.is_open_question,
                "reference": line.reference,
            }
            for line in outcome.auditor
        ],
    }


def _deductions(rows: tuple[Deduction, ...]) -> dict[str, Any]:
    listed = [
        {"seq": row.seq, "code": row.code, "cost": str(row.cost), "zh": row.reason.zh, "en": row.reason.en}
        for row in rows
    ]
    return {"cost": str(cost_of(rows)), "rows": listed}


def _record(attempt: Attempt, result: GradeResult, outcome: Grade) -> None:
    """One fact a person for each activity that asks for this drill; a guided attempt is something done, and closes nothing.

    Of a shared attempt everybody who did something has their own fact, with their own rows beside the common grade; a
    colleague who sat down and did nothing has none. An author's trial of a draft is no evidence of anything.
    """
    if attempt.version.is_trial:
        return
    guided = outcome.mode is Mode.GUIDED
    verdict = Outcome.COMPLETED if guided else Outcome.PASSED if outcome.passed else Outcome.FAILED
    spent = max(1, int((result.graded_at - attempt.started_at).total_seconds() // 60))
    items = list(DrillItem.objects.filter(scenario=attempt.version.scenario).select_related("activity"))
    for person, source, details in _shares(attempt, result):
        for item in items:
            record_evidence(
                person,
                item.activity,
                item=item,
                method="drill",
                outcome=verdict,
                occurred_at=result.graded_at,
                source_key=f"drill:{attempt.uuid}:{item.pk}{source}",
                score=Decimal(result.score),
                minutes=spent,
                content_version=f"{attempt.version.code} {attempt.version.version}",
                content_digest=attempt.version.digest,
                details=details,
            )


def _shares(attempt: Attempt, result: GradeResult) -> list[tuple[Any, str, dict[str, Any]]]:
    """Who gets evidence, what its source is called, and what it says: the starter, and colleagues who took part."""
    details = evidence_details(attempt, result)
    if not opening_of(attempt).scenario.is_shared:
        return [(attempt.person, "", details)]
    parts = parts_of(attempt)
    doubled = sorted(seat for part in parts if part.wears_two_hats for seat in part.seats)
    return [
        (
            part.person,
            "" if part.person.pk == attempt.person_id else f":{part.person.pk}",
            {**details, "part": _own_part(part), "seats_of_one_person": doubled},
        )
        for part in parts
        if part.accepted or part.person.pk == attempt.person_id
    ]


def _own_part(part: Part) -> dict[str, Any]:
    return {
        "seats": list(part.seats),
        "accepted": part.accepted,
        "refused": part.refused,
        "looked_up": part.looked_up,
        "rows": list(part.seqs),
    }


def evidence_details(attempt: Attempt, result: GradeResult) -> dict[str, Any]:
    """What makes the grade re-computable: dataset, version, seed, journal, engine, and what came out."""
    return {
        "attempt": str(attempt.uuid),
        "result": str(result.uuid),
        "mode": attempt.mode,
        "own_certificates": dict(attempt.facts),
        "seed": attempt.seed,
        "scenario": f"{attempt.version.code} {attempt.version.version}",
        "scenario_digest": attempt.version.digest,
        "dataset": result.dataset_ref,
        "engine": result.engine_version,
        "journal_hash": result.journal_hash,
        "state_digest": result.state_digest,
        "score": str(result.score),
        "passed": result.passed,
        "critical": list(result.critical_failures),
        "rates": [
            {"rate": rate.kind, "done": rate.done, "planted": rate.planted, "threshold": str(rate.threshold),
             "met": rate.is_met}
            for rate in result.rates.all()
        ],
    }  # fmt: skip
