"""Process constraints: sixteen kinds, one file each; `KINDS` is the closed list a scenario may use."""

from collections.abc import Callable

from scenarios.grading.constraints.absence import Absence
from scenarios.grading.constraints.each_of import EachOf
from scenarios.grading.constraints.exactly_n import ExactlyN
from scenarios.grading.constraints.existence import Existence
from scenarios.grading.constraints.four_eyes import FourEyes
from scenarios.grading.constraints.looked_up import LookedUp
from scenarios.grading.constraints.no_edit_after import NoEditAfter
from scenarios.grading.constraints.not_coexist import NotCoexist
from scenarios.grading.constraints.order_of import OrderOf
from scenarios.grading.constraints.precedence import Precedence
from scenarios.grading.constraints.response import Response
from scenarios.grading.constraints.role_of import RoleOf
from scenarios.grading.constraints.signed_by import SignedBy
from scenarios.grading.constraints.succession import Succession
from scenarios.grading.constraints.sum_limit import SumLimit
from scenarios.grading.constraints.within import Within
from scenarios.grading.finding import Rule
from scenarios.grading.reading import Table

KINDS: dict[str, Callable[[Table], Rule]] = {
    "existence": Existence.read,
    "absence": Absence.read,
    "exactly_n": ExactlyN.read,
    "precedence": Precedence.read,
    "response": Response.read,
    "succession": Succession.read,
    "not_coexist": NotCoexist.read,
    "four_eyes": FourEyes.read,
    "role_of": RoleOf.read,
    "looked_up": LookedUp.read,
    "within": Within.read,
    "order_of": OrderOf.read,
    "each_of": EachOf.read,
    "sum_limit": SumLimit.read,
    "no_edit_after": NoEditAfter.read,
    "signed_by": SignedBy.read,
}

__all__ = ["KINDS"]
