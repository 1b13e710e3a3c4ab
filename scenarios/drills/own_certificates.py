"""A learner's own certificates where a drill lets them count: what the sandbox then allows is what the company would."""

from dataclasses import dataclass
from typing import Any

from lms.foundation.api import clock
from lms.records.api import newest_qualifications
from scenarios.grading.api import Scenario

FOR_EVER = "9999-12-31"
"""A certificate without a last day, as the sandbox writes it."""
NONE_HELD = ""


@dataclass(frozen=True)
class OwnCertificate:
    """What one hat's competence is, if it is the learner's own: the certificate's code and its last valid day."""

    user: str
    competence: str
    qualification: str
    valid_until: str

    @property
    def is_held(self) -> bool:
        """Whether there is such a certificate at all, valid or not."""
        return self.valid_until != NONE_HELD


def own_certificates(person: Any, scenario: Scenario) -> tuple[OwnCertificate, ...]:
    """For each hat that may stand for the learner: the newest certificate of the kind asked for, expired or not."""
    if not scenario.start.live:
        return ()
    held = {row.type.code: row for row in newest_qualifications(person, clock.today())}
    return tuple(
        OwnCertificate(live.user, live.competence, live.qualification, _last_day(held.get(live.qualification)))
        for live in scenario.start.live
    )


def _last_day(certificate: Any) -> str:
    if certificate is None or certificate.state == "withdrawn":
        return NONE_HELD
    return certificate.valid_until.isoformat() if certificate.valid_until else FOR_EVER


def facts_of(certificates: tuple[OwnCertificate, ...]) -> dict[str, str]:
    """The certificates as parameters of an attempt."""
    return {f"competence.{row.user}.{row.competence}": row.valid_until for row in certificates}
