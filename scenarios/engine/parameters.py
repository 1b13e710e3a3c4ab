"""The parameter table of an attempt: what the dataset has set, what the scenario sets instead, and each refusal's severity.

A row holds the value in force (PRD) and the one in the test system (QAS); a command that changes either leaves an event.
"""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.areas import REFUSALS
from scenarios.engine.dataset import Dataset
from scenarios.engine.refusals import DEFAULT_SEVERITY
from scenarios.engine.values import Severity

SEVERITY = "severity."
"""A refusal's severity is the parameter of this prefix and its code: `severity.OVER_DELIVERY`."""

DEFAULT_SEVERITIES: Mapping[str, str] = {
    f"{SEVERITY}{code}": DEFAULT_SEVERITY.get(code, Severity.STOP).value for code in sorted(REFUSALS)
}


def parameter_rows(dataset: Dataset, given: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every parameter as a master record; the scenario's own value stands above the dataset's."""
    described = dataset.master("PARAMETER")
    own: Mapping[str, Any] = dataset.content["parameters"]
    values = {**own, **DEFAULT_SEVERITIES, **own, **given}
    return {
        name: {
            "name_zh": name,
            "name_en": name,
            **described.get(name, {}),
            "id": name,
            "live_value": value,
            "qas_value": value,
        }
        for name, value in values.items()
    }
