"""Publishing the demonstration's chains as its lead did before its day: first versions, one revision, one change that waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from curricula.api import describe_step, publish_chain, standings_of, step_record, work_record
from curricula.models import Chain, ChainVersion, Step
from lms.demo.company import demo_moment
from lms.foundation.accounts.personas import demo_cast
from lms.foundation.api import access, clock, digest_of, yaml_in
from lms.foundation.models import Person

TEXTS = ("action", "approval_flow")
FIRST_HOUR, NEXT_HOUR, MINUTES_BETWEEN = 9, 10, 6


def publish_processes(folder: Path) -> int:
    """Publish every chain, then do what `process_versions.yaml` says was changed since. Returns the versions made."""
    story = yaml_in(folder / "process_versions.yaml")
    cast = {one.persona.role: one.person for one in demo_cast()}
    lead, author = cast[access.TRAINING_LEAD], cast[access.AUTHOR]
    for place, chain in enumerate(Chain.objects.all()):
        at = demo_moment(_day(story["first"]), FIRST_HOUR) + timedelta(minutes=MINUTES_BETWEEN * place)
        with _clock_at(at):
            _publish(chain, lead, _both(story["first"]["reason"]))
    for change in story["changes"]:
        step = Step.objects.select_related("chain").get(code=change["step"])
        with _clock_at(demo_moment(_day(change), NEXT_HOUR)):
            _describe(step, change, author)
        if "published" in change:
            with _clock_at(demo_moment(_day(change["published"]), FIRST_HOUR)):
                _publish(step.chain, lead, _both(change["published"]["reason"]))
    return ChainVersion.objects.count()


def _publish(chain: Chain, lead: Person, reason: str) -> None:
    (standing,) = standings_of([chain])
    publish_chain(chain, signer=lead, reason=reason, opened=standing.digest, based_on=standing.number)


def _describe(step: Step, change: dict[str, Any], author: Person) -> None:
    record = step_record(step)
    texts = {f"{stem}_{code}": change[stem][code] for stem in TEXTS if stem in change for code in ("zh", "en")}
    more = [
        {
            f"{name}_{code}": one[key][code]
            for name, key in (("what", "what"), ("remedy", "do"))
            for code in ("zh", "en")
        }
        for one in change.get("more_exceptions", ())
    ]
    describe_step(
        step, texts, [*record["exceptions"], *more], work_record(step), opened=digest_of(record), actor=author,
        reason=_both(change["reason"]),
    )  # fmt: skip


@contextmanager
def _clock_at(moment: datetime) -> Iterator[None]:
    """The demonstration's clock turned back while something of the past is done, and forward again."""
    kept = settings.CLOCK_SHIFT
    settings.CLOCK_SHIFT = kept + (moment - clock.now())
    try:
        yield
    finally:
        settings.CLOCK_SHIFT = kept


def _day(row: dict[str, Any]) -> date:
    day: date = row["day"]
    return day


def _both(text: dict[str, str]) -> str:
    return f"{text['zh']} / {text['en']}"
