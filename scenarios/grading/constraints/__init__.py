"""Process constraints: sixteen kinds, one file each; `KINDS` is the closed list a scenario may use."""

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

KINDS = {
    "existence": Existence,
    "absence": Absence,
    "exactly_n": ExactlyN,
    "precedence": Precedence,
    "response": Response,
    "succession": Succession,
    "not_coexist": NotCoexist,
    "four_eyes": FourEyes,
    "role_of": RoleOf,
    "looked_up": LookedUp,
    "within": Within,
    "order_of": OrderOf,
    "each_of": EachOf,
    "sum_limit": SumLimit,
    "no_edit_after": NoEditAfter,
    "signed_by": SignedBy,
}

__all__ = ["KINDS"]
