"""The door to the back ends: the seam, our own engine behind it, Tryton behind it, and proving a drill on both.

backend = OwnBackend()                                       # or TrytonBackend(), if tryton_absence() is ""
handle = backend.provision(opening)                          # opening = scenarios.grading.api.open_drill(…)
entry = handle.submit(Command("po.create", {...}, user="lin.buyer"))
handle.query("stock", item="RM-10001", stock_type="U"); handle.export_journal().ocel
kept = handle.snapshot(); handle.restore(kept); handle.dispose()
proofs = prove(backend, opening, [path])                     # each end-state expectation: met, unmet, or not borne and why
"""

from scenarios.backends.bearing import Bearing, bearing
from scenarios.backends.own import OwnBackend, OwnHandle
from scenarios.backends.proving import Judged, Proof, play_on, prove
from scenarios.backends.seam import (
    VIEWS,
    BackEndAbsentError,
    Capabilities,
    Handle,
    JournalExport,
    SandboxBackend,
    Snapshot,
    UnknownViewError,
)
from scenarios.backends.tryton.backend import TrytonBackend
from scenarios.backends.tryton.client import TrytonClient, TrytonGoneError, TrytonRefusedError
from scenarios.backends.tryton.installation import absence as tryton_absence
from scenarios.backends.tryton.installation import installation as tryton_installation
from scenarios.backends.tryton.template import build_template as build_tryton_template

__all__ = [
    "VIEWS",
    "BackEndAbsentError",
    "Bearing",
    "Capabilities",
    "Handle",
    "JournalExport",
    "Judged",
    "OwnBackend",
    "OwnHandle",
    "Proof",
    "SandboxBackend",
    "Snapshot",
    "TrytonBackend",
    "TrytonClient",
    "TrytonGoneError",
    "TrytonRefusedError",
    "UnknownViewError",
    "bearing",
    "build_tryton_template",
    "play_on",
    "prove",
    "tryton_absence",
    "tryton_installation",
]
