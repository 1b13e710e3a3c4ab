"""The two rates of a data drill's result as a page says them: found and mended, n of N, and which of them decided."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from lms.foundation.templatetags.wording import percent
from scenarios.drills.models import GradeRate
from scenarios.grading.api import Scenario

HALF = 40
"""per cent that the radius of a gauge stands for, so that nought is under its rim and all above it"""


def state_of(rate: GradeRate) -> str:
    """How a rate stands: go, stop, or none where no fault was planted."""
    if not rate.planted:
        return "none"
    return "go" if rate.is_met else "stop"


def rate_tiles(rates: Sequence[GradeRate]) -> list[dict[str, object]]:
    """Each rate as a tile: its name, figure, n of N, threshold, state, and the marks that count."""
    words = {
        GradeRate.Kind.DETECTION: _("%(done)d of %(planted)d faults found"),
        GradeRate.Kind.CORRECTION: _("%(done)d of %(planted)d faults mended"),
    }
    verdicts = {"go": _("Threshold reached"), "stop": _("Threshold not reached"), "none": _("No rate")}
    tiles = []
    for rate in rates:
        state = state_of(rate)
        said = words[GradeRate.Kind(rate.kind)] % {"done": rate.done, "planted": rate.planted}
        tiles.append(
            {
                "rate": rate,
                "figure": "" if rate.percent is None else f"{rate.percent.normalize():f}",
                "of": said if rate.planted else _("no fault was planted"),
                "line": _at_least(rate.threshold),
                "half": HALF,
                "state": state,
                "verdict": verdicts[state],
                "sources": _(", ").join(rate.sources),
            }
        )
    return tiles


def thresholds_said(scenario: Scenario) -> list[dict[str, str]]:
    """What a drill asks for before it is played: each rate by name with its threshold."""
    return [
        {"label": str(GradeRate.Kind(kind).label), "least": _at_least(threshold)}
        for kind, threshold in scenario.thresholds.items()
    ]


def _at_least(threshold: Decimal) -> str:
    return _("at least %(threshold)s") % {"threshold": percent(float(threshold))}


def short_sentence(rates: Sequence[GradeRate]) -> str:
    """What fell short, with n of N and threshold; empty where nothing did. Each rate alone decides."""
    words = {
        GradeRate.Kind.DETECTION: _(
            "Faults found: %(done)d of %(planted)d planted. The drill asks for at least %(threshold)s; this alone decides."
        ),
        GradeRate.Kind.CORRECTION: _(
            "Faults mended: %(done)d of %(planted)d planted. The drill asks for at least %(threshold)s; this alone decides."
        ),
    }
    short = [rate for rate in rates if state_of(rate) == "stop"]
    return " ".join(
        words[GradeRate.Kind(rate.kind)]
        % {"planted": rate.planted, "done": rate.done, "threshold": percent(float(rate.threshold))}
        for rate in short
    )
