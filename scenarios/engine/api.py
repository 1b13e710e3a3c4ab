"""The door to the sandbox engine: pure, deterministic, integers only; moments, chance and ids are handed in.

    dataset = scenarios.datasets.api.dataset("S")     # or "M"; immutable, `dataset.ref` = "yuanfan-s@sha256:…"
    state = start_state(dataset, clock="2026-12-01T09:00", seed=7, seats={"learner": ("lin.buyer", "wang.ap")})
    state, entry = submit(state, Command("pr.create", {...}, user="he.plan", seat="learner"))
    state, entries = play(state, command)             # submit, then whatever NPC seats and injects answer
    state.journal                                     # every JournalEntry so far, refusals and look-ups too

Integers: money in cents; a price in cents per whole unit; a quantity in the item's decimals (item.decimals: EA and MTR 0,
KGM and LTR 1, so 500 kg is 5000); a measured value in the characteristic's decimals (4.35 mm with 2 decimals is 435).
Dates are "2026-12-01", moments "2026-12-01T09:42". Each accepted command that changes something takes one virtual minute;
`clock.advance` takes as many as it says; refusals and look-ups take none.

`user` must be one of the seat's hats (seats=None lets everybody be everybody, for tests). Seat "system" overrides hats,
permission, separation and signature, not legality: it plays a scenario's start overlay. Any command may carry
`override_reason`: it turns a refusal of severity `warn` into acceptance (event `rule.overridden`). A signed command needs
`signature={"by": <the command's user>, "meaning": <one of the spec's meanings>}`.

Every command with its arguments and roles, every document kind with its fields, and the event kinds stand in
docs/concepts/sandbox-engine.md; `command_specs()` gives the commands to code.

READS ON State
  documents(kind) → tuple of bodies, oldest first · document(kind, id) → body | None · master(kind, id) ·
      masters(kind)
  stock(item=, lot=, stock_type=, plant=, location=) → quantity · stock_rows(same) → rows with quantity and value
  gl(account, po=, po_line=, vendor=, item=, iv=, document=) → debit − credit in cents, opening balance included only
      without a filter · ledger_lines(same) · trial_balance() → {account: (debit, credit, balance)}
  lot(id) · lots() · genealogy(id, direction="forward"|"backward") → reachable ids · genealogy_edges()
  document_flow("PO:450…") → (nodes, edges) of the connected chain, base and own documents alike
  change_log("PO:450…") → ChangeRow(seq, at, user, command, path, old, new, outcome, code) incl. refusals and look-ups
  signatures(subject) · clock · seats · hat(seat) · journal · parameter(name) · dataset
"""

from scenarios.engine.areas import MASTER_KINDS, REPORTS
from scenarios.engine.dataset import Dataset, load_dataset
from scenarios.engine.engine import SYSTEM, Drift, command_specs, decide, digest, fold, redecide, start_state, submit
from scenarios.engine.evolve import apply, evolve
from scenarios.engine.invariants import Breach, broken_invariants
from scenarios.engine.journal import ENGINE_VERSION, entry_from_json, entry_to_json, first_broken_entry, verify_chain
from scenarios.engine.ocel import to_ocel
from scenarios.engine.preview import Preview, preview
from scenarios.engine.reactions import begin, play
from scenarios.engine.reads import ChangeRow
from scenarios.engine.recording import next_number, record
from scenarios.engine.refusals import CODES
from scenarios.engine.registry import CommandSpec, Effect, Field, FieldType
from scenarios.engine.state import DOCUMENT_KINDS, State
from scenarios.engine.transitions import TRANSITIONS
from scenarios.engine.values import Command, Event, Inject, JournalEntry, Npc, Outcome, Refusal, Severity

__all__ = [
    "CODES",
    "DOCUMENT_KINDS",
    "ENGINE_VERSION",
    "MASTER_KINDS",
    "REPORTS",
    "SYSTEM",
    "TRANSITIONS",
    "Breach",
    "ChangeRow",
    "Command",
    "CommandSpec",
    "Dataset",
    "Drift",
    "Effect",
    "Event",
    "Field",
    "FieldType",
    "Inject",
    "JournalEntry",
    "Npc",
    "Outcome",
    "Preview",
    "Refusal",
    "Severity",
    "State",
    "apply",
    "begin",
    "broken_invariants",
    "command_specs",
    "decide",
    "digest",
    "entry_from_json",
    "entry_to_json",
    "evolve",
    "first_broken_entry",
    "fold",
    "load_dataset",
    "next_number",
    "play",
    "preview",
    "record",
    "redecide",
    "start_state",
    "submit",
    "to_ocel",
    "verify_chain",
]
