"""Changing how a step is described and what a goal's indicators say: on the record, with a reason, never halfway."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.edited import INDICATOR, STEP, EditRefused, check_something_changed, check_unchanged_since, identity_of
from curricula.processes.models import GoalIndicator, IndicatorReading, Step, StepException
from curricula.processes.working import Work, check_work, work_record, write_work
from lms.foundation.api import clock, digest_of, record_change
from lms.foundation.models import Person

STEP_STEMS = (
    "name", "key_node", "trigger", "action", "boundary_rule", "approval_flow", "old_habit", "new_skill", "critical_why",
)  # fmt: skip
STEP_FIELDS = (*(f"{stem}_{language}" for stem in STEP_STEMS for language in ("zh", "en")), "critical_kind")
EXCEPTION_FIELDS = ("what_zh", "what_en", "remedy_zh", "remedy_en")
PLAN_FIELDS = ("baseline", "baseline_on", "target", "target_on")
Texts = dict[str, str]


def step_record(step: Step) -> dict[str, Any]:
    """Everything the editor shows of a step, as the trail keeps it."""
    exceptions = [{name: getattr(one, name) for name in EXCEPTION_FIELDS} for one in step.exceptions.all()]
    return {**{name: getattr(step, name) for name in STEP_FIELDS}, "exceptions": exceptions, **work_record(step)}


def describe_step(
    step: Step, texts: Texts, exceptions: Sequence[Texts], work: Work, *, opened: str, actor: Person, reason: str
) -> Step:
    """Write the step's texts, its exceptions and how it is worked, all or nothing.

    Refuses what was changed meanwhile (`opened`: the digest then), nothing new, and what `check_work` refuses.
    """
    with transaction.atomic():
        step = Step.objects.select_for_update(no_key=True).get(pk=step.pk)
        before = step_record(step)
        check_unchanged_since(opened, digest_of(before))
        after = {**before, **texts, "exceptions": [dict(one) for one in exceptions], **work}
        check_something_changed(before, after)
        if not exceptions:
            raise EditRefused(_("A step says at least one thing that can go wrong, and what to do then."))
        check_work(before, after)
        write_work(step, before, after)
        for name, value in texts.items():
            setattr(step, name, value)
        step.save(update_fields=list(texts))
        step.exceptions.all().delete()
        StepException.objects.bulk_create(
            StepException(step=step, position=position, **one) for position, one in enumerate(exceptions)
        )
        record_change(
            STEP, identity_of(STEP, step.code), action="change", actor=actor, reason=reason, subject_label=str(step),
            **_differing(before, after),
        )  # fmt: skip
    return step


def indicator_record(indicator: GoalIndicator) -> dict[str, Any]:
    """What is planned of an indicator, as the trail keeps it."""
    return {name: _plain(getattr(indicator, name)) for name in PLAN_FIELDS}


def plan_indicator(
    indicator: GoalIndicator, plan: dict[str, Any], *, opened: str, actor: Person, reason: str
) -> GoalIndicator:
    """Set baseline and target with their days. Refuses what was changed meanwhile, and nothing new."""
    with transaction.atomic():
        indicator = GoalIndicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
        before = indicator_record(indicator)
        check_unchanged_since(opened, digest_of(before))
        for name in PLAN_FIELDS:
            setattr(indicator, name, plan[name])
        after = indicator_record(indicator)
        check_something_changed(before, after)
        indicator.save(update_fields=PLAN_FIELDS)
        record_change(
            INDICATOR, identity_of(INDICATOR, indicator.code), action="plan", actor=actor, reason=reason,
            subject_label=f"{indicator.code} {indicator.name}", **_differing(before, after),
        )  # fmt: skip
    return indicator


def record_reading(
    indicator: GoalIndicator, value: Decimal, measured_on: date, *, actor: Person, reason: str
) -> IndicatorReading:
    """Append a measured value; the newest day is what pages show as now.

    Refuses a day that has not come, and the value that the day has already (also a second click).
    """
    if measured_on > clock.today():
        raise EditRefused(_("That day has not come yet. Enter the day on which it was measured."))
    with transaction.atomic():
        indicator = GoalIndicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
        known = indicator.readings.filter(measured_on=measured_on).first()
        if known is not None and known.value == value:
            raise EditRefused(_("This value is recorded for that day already. Nothing was changed."))
        reading = IndicatorReading.objects.create(
            indicator=indicator, value=value, measured_on=measured_on, recorded_at=clock.now(), recorded_by=actor,
            reason=reason,
        )  # fmt: skip
        before = {"latest": _plain(indicator.latest), "latest_on": _plain(indicator.latest_on)}
        if indicator.latest_on is None or measured_on >= indicator.latest_on:
            indicator.latest, indicator.latest_on = value, measured_on
            indicator.save(update_fields=["latest", "latest_on"])
        record_change(
            INDICATOR, identity_of(INDICATOR, indicator.code), action="measure", actor=actor, reason=reason,
            subject_label=f"{indicator.code} {indicator.name}", before=before,
            after={"value": _plain(value), "measured_on": _plain(measured_on)},
        )  # fmt: skip
    return reading


def _differing(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Only what changes: the trail is read by people."""
    names = [name for name in after if before[name] != after[name]]
    return {"before": {name: before[name] for name in names}, "after": {name: after[name] for name in names}}


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
