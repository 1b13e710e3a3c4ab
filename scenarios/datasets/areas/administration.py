"""What one area adds to the sandbox company: users, roles, parameters, interfaces and the audit log."""

from scenarios.datasets.administration.changes import CHANGE_ROLES, change_parameters
from scenarios.datasets.area import Company, DataArea
from scenarios.datasets.chance import Chance


def _contribute(company: Company, _chance: Chance) -> None:
    company.parameters |= change_parameters()


AREA = DataArea(
    roles=CHANGE_ROLES,
    people=(("ruan.ra", "阮晴", "Ruan Qing", ("RA",)),),
    contribute=_contribute,
)
