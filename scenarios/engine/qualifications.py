"""What HRM says of people's qualifications, and where the ERP says otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.engine.reads import Reads

HRM_PART = "hrm_qualifications"


@dataclass(frozen=True)
class QualificationRow:
    """One person's qualification in both systems; an empty date means that the system does not know it."""

    user: str
    competence: str
    hrm: str
    erp: str
    is_allowed_wrongly: bool
    is_kept_out_wrongly: bool

    @property
    def differs(self) -> bool:
        """Whether the two systems do not say the same."""
        return self.hrm != self.erp


def qualification_rows(state: Reads) -> Iterator[QualificationRow]:
    """Every qualification that HRM answers for, beside what the ERP goes by on the virtual day."""
    today = state.clock[:10]
    for person, held in sorted(state.dataset.part(HRM_PART).items()):
        body = state.master("USER", person) or {}
        for competence, hrm in sorted(held.items()):
            erp = body.get("competences", {}).get(competence, "")
            may, should = erp >= today, hrm >= today
            yield QualificationRow(person, competence, hrm, erp, may and not should, should and not may)
