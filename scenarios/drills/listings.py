"""The lists of this applet: drills of the catalogue, and attempts."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from curricula.models import Chain, JobRole
from lms.foundation.api import Column, Filter, Listing, access, is_chinese
from lms.foundation.templatetags.shapes import state
from scenarios.drills.models import Scenario
from scenarios.drills.queries import attempts_seen_by, catalogue
from scenarios.sandbox.models import Attempt

Choices = list[tuple[str, Any]]


def drills_listing(person: Any) -> Listing:
    """The catalogue for a person."""
    title = "title_zh" if is_chinese() else "title_en"
    return Listing(
        rows=catalogue(person),
        columns=(
            Column("code", gettext_lazy("Drill"), show=_code, sort="code", link=_drill_link),
            Column("title", gettext_lazy("Title"), show=_title_and_summary, sort=title),
            Column("chain", gettext_lazy("Chain"), value="chain.name", sort="chain__position"),
            Column("roles", gettext_lazy("For"), value=_role_names),
            Column(
                "difficulty",
                gettext_lazy("Difficulty"),
                value="get_difficulty_display",
                show=_difficulty,
                sort="difficulty",
            ),
            Column("minutes", gettext_lazy("Minutes"), sort="minutes", align="end"),
            Column("mine", gettext_lazy("My state"), value=_state_word, show=_state_mark, sort="status"),
            Column("best", gettext_lazy("My best"), value=_best, sort="my_best", align="end"),
            Column(
                "attempts",
                pgettext_lazy("of a drill", "Attempts"),
                value="my_attempts",
                sort="my_attempts",
                align="end",
            ),
        ),
        filters=(
            Filter("chain", gettext_lazy("Chain"), lookup="chain__code", choices=lambda: _named(Chain)),
            Filter("role", gettext_lazy("Job role"), lookup="job_roles__code", choices=lambda: _named(JobRole)),
            Filter("state", gettext_lazy("State"), lookup=_in_state, choices=_states),
        ),
        search=("code", "title_zh", "title_en", "summary_zh", "summary_en"),
        default_sort="mine",
        export_name="drills",
        label=gettext_lazy("Drills"),
        empty=gettext_lazy("The catalogue has not been taken in yet. An administrator runs sync_scenarios."),
    )


def attempts_listing(person: Any) -> Listing:
    """The exercise record: every attempt with its time, errors and end state."""
    return Listing(
        rows=attempts_seen_by(person),
        columns=(
            Column("started", pgettext_lazy("moment", "Begun"), value="started_at", sort="started_at"),
            Column("person", gettext_lazy("Person"), value="person.name", sort="person__name"),
            Column("number", gettext_lazy("Number"), value="person.number", on_page=False),
            Column(
                "drill", gettext_lazy("Drill"), value=_drill_name, link=_result_link, sort="version__scenario__code"
            ),
            Column("version", gettext_lazy("Version"), value="version.version", on_page=False),
            Column("mode", gettext_lazy("Mode"), value="get_mode_display", sort="mode"),
            Column("status", gettext_lazy("State"), value=_attempt_word, show=_attempt_mark, sort="status"),
            Column("score", gettext_lazy("Score"), value="grade.score", sort="grade__score", align="end"),
            Column("minutes", gettext_lazy("Minutes"), value=_minutes, align="end"),
            Column(
                "errors", gettext_lazy("Refused"), value="grade.error_count", sort="grade__error_count", align="end"
            ),
            Column(
                "rework",
                gettext_lazy("Taken back"),
                value="grade.rework_count",
                sort="grade__rework_count",
                align="end",
            ),
            Column("met", gettext_lazy("Expectations met"), value=_met, align="end"),
            *_for_who_compares(person),
            Column("seed", gettext_lazy("Seed"), on_page=False),
            Column("journal", gettext_lazy("Journal"), value="grade.journal_hash", on_page=False),
            Column("end_state", gettext_lazy("End state"), value="grade.state_digest", show=_end_state),
        ),
        filters=(
            Filter("status", gettext_lazy("State"), lookup="status", choices=list(Attempt.Status.choices)),
            Filter("mode", gettext_lazy("Mode"), lookup="mode", choices=list(Attempt.Mode.choices)),
            Filter("drill", gettext_lazy("Drill"), lookup="version__scenario__code", choices=_built),
            Filter("started", pgettext_lazy("moment", "Begun"), kind="date", lookup="started_at"),
            *_same_way_filter(person),
        ),
        search=("person__name", "person__number", "version__scenario__code"),
        default_sort="-started",
        export_name="drill-attempts",
        label=pgettext_lazy("of a drill", "Attempts"),
        empty=gettext_lazy("No drill has been started yet. Choose one from the catalogue."),
    )


def _for_who_compares(person: Any) -> tuple[Column, ...]:
    """Whether somebody else took the same way: for those who answer for the record, not for learners."""
    if not access.may_read_all_records(person):
        return ()
    return (Column("same_way", gettext_lazy("Same way as others"), value="same_way", sort="same_way", align="end"),)


def _same_way_filter(person: Any) -> tuple[Filter, ...]:
    if not access.may_read_all_records(person):
        return ()
    wanted = [("yes", gettext_lazy("Same way as somebody else"))]
    return (
        Filter(
            "same_way", gettext_lazy("Way"), lookup=lambda rows, _value: rows.filter(same_way__gt=0), choices=wanted
        ),
    )


def _drill_link(row: Any) -> str:
    return reverse("drill", args=[row.code])


def _code(row: Any) -> Any:
    return format_html('<span class="nowrap">{}</span>', row.code)


def _best(row: Any) -> Decimal | None:
    # SQLite gives the greatest of a decimal column with all its binary noise.
    return None if row.my_best is None else Decimal(row.my_best).quantize(Decimal("0.1"))


def _met(row: Any) -> str | None:
    return f"{row.met} / {row.asked}" if row.asked else None


def _title_and_summary(row: Any) -> Any:
    return format_html('{}<br><span class="small muted">{}</span>', row.title, row.summary)


def _difficulty(row: Any) -> Any:
    return format_html('<span class="nowrap">{}</span>', row.get_difficulty_display())


def _role_names(row: Any) -> str:
    return ("、" if is_chinese() else ", ").join(role.name for role in row.job_roles.all())


def _state_word(row: Any) -> str:
    if not row.is_built:
        return _("Planned")
    if row.my_passes:
        return _("Passed")
    if row.my_open:
        return _("Begun")
    return _("Not passed yet") if row.my_attempts else _("Not tried")


def _state_mark(row: Any) -> Any:
    kind = "locked" if not row.is_built else "go" if row.my_passes else "now" if row.my_open else "next"
    return state(kind, _state_word(row))


def _in_state(rows: Any, value: str) -> Any:
    if value == "planned":
        return rows.filter(status=Scenario.Status.PLANNED)
    rows = rows.filter(status=Scenario.Status.BUILT)
    return rows.filter(my_passes__gt=0) if value == "passed" else rows.filter(my_passes__isnull=True)


def _states() -> Choices:
    return [("open", _("To be passed")), ("passed", _("Passed")), ("planned", _("Planned"))]


def _named(model: Any) -> Choices:
    return [(row.code, row.name) for row in model.objects.filter(drills__isnull=False).distinct()]


def _built() -> Choices:
    return [(row.code, f"{row.code} {row.title}") for row in Scenario.objects.filter(status=Scenario.Status.BUILT)]


def _drill_name(row: Any) -> str:
    return f"{row.version.scenario.code} {row.version.scenario.title}"


def _grade(row: Any) -> Any:
    return getattr(row, "grade", None)


def _result_link(row: Any) -> str | None:
    return reverse("drill-result", args=[row.uuid]) if _grade(row) is not None else None


def _attempt_word(row: Any) -> str:
    grade = _grade(row)
    if grade is None:
        return str(row.get_status_display())
    if row.mode == Attempt.Mode.GUIDED:
        return _("Guided through")
    return _("Passed") if grade.passed else _("Not passed")


def _attempt_mark(row: Any) -> Any:
    grade = _grade(row)
    if grade is None or row.mode == Attempt.Mode.GUIDED:
        return state("now" if row.is_open else "none", _attempt_word(row))
    return state("go" if grade.passed else "stop", _attempt_word(row))


def _minutes(row: Any) -> int | None:
    return None if row.finished_at is None else max(1, int((row.finished_at - row.started_at).total_seconds() // 60))


def _end_state(row: Any) -> Any:
    grade = _grade(row)
    return "–" if grade is None else format_html('<span class="code">{}</span>', grade.state_digest[:12])
