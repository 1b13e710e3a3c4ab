"""What one area adds to the sandbox company: users, roles, parameters, interfaces and the audit log."""

from scenarios.datasets.administration.access import ACCESS_ROLES, access_people, complete_users, duty_rules
from scenarios.datasets.administration.audit_log import audit_log
from scenarios.datasets.administration.changes import CHANGE_ROLES, change_parameters
from scenarios.datasets.administration.messages import PEOPLE, hrm_truth, messages, set_erp_qualifications
from scenarios.datasets.administration.parameters import SIGNING_LIMITS, described_parameters
from scenarios.datasets.area import Company, DataArea
from scenarios.datasets.chance import Chance
from scenarios.engine.commands.audit_review import AUDIT_PART
from scenarios.engine.qualifications import HRM_PART


def _contribute(company: Company, _chance: Chance) -> None:
    company.parameters |= change_parameters() | {"signing_limits": dict(SIGNING_LIMITS)}
    company.masters["PARAMETER"] = described_parameters()
    company.masters["SODRULE"] = duty_rules()
    users = company.masters["USER"]
    complete_users(users, company.masters["ROLE"])
    set_erp_qualifications(users)
    table = messages()
    company.documents("IFM").update(table)
    company.books.counters["IFM"] = max(int(number[4:]) for number in table)
    company.parts[AUDIT_PART] = audit_log
    company.parts[HRM_PART] = hrm_truth


_ROLES = {
    code: (*(ACCESS_ROLES.get(code) or CHANGE_ROLES[code])[:2], _commands)
    for code in dict.fromkeys((*CHANGE_ROLES, *ACCESS_ROLES))
    for _commands in [(*CHANGE_ROLES.get(code, ("", "", ()))[2], *ACCESS_ROLES.get(code, ("", "", ()))[2])]
}

AREA = DataArea(roles=_ROLES, people=(*access_people(), *PEOPLE), contribute=_contribute)
