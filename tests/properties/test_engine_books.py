"""Whatever people do in the sandbox, in whatever order, the books keep their promises (I1–I14 of the sandbox specification)."""

from collections import Counter
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from scenarios.datasets.api import dataset
from scenarios.engine.api import (
    Command,
    Field,
    FieldType,
    Outcome,
    Refusal,
    broken_invariants,
    command_specs,
    decide,
    digest,
    entry_from_json,
    entry_to_json,
    fold,
    redecide,
    start_state,
    submit,
    verify_chain,
)
from tests.properties.effort import examples

BASE = dataset("S")
COUNTS: Counter[str] = Counter()
SKILLED = {
    name: [
        user
        for user, body in BASE.master("USER").items()
        if body["active"]
        and (
            spec.for_everybody
            or any(
                name in BASE.master("ROLE")[role]["commands"]
                or f"{name.split('.')[0]}.*" in BASE.master("ROLE")[role]["commands"]
                for role in body["roles"]
            )
        )
    ]
    for name, spec in command_specs().items()
}
NAMES = sorted(name for name in command_specs() if SKILLED[name] and name != "clock.advance")
OFFICE = (
    "pr.create",
    "pr.submit",
    "pr.approve",
    "po.",
    "gr.",
    "qi.",
    "oos.",
    "ncr.",
    "mrb.",
    "scar.",
    "inv.",
    "cm.",
    "pay.",
)
"""The work of one office, purchasing, in which people go deep; every other area is strayed in by test_drill_deviations."""
SELDOM = ("po.reject", "po.cancel")
DEEP = ("gr.", "qi.", "ncr.", "mrb.", "cm.", "inv.", "pay.")
RARE = ["qi.decide", "gr.return", "ncr.open", "mrb.decide"]
WORK = [
    *(name for name in NAMES if name.startswith(OFFICE) and name not in SELDOM),
    *(name for name in NAMES if name.startswith(DEEP)),
    *RARE * 6,
]
"""What people do at work: all of it, and the rarer the steps before a command the more often it is thought of."""
SEEDS = st.integers(min_value=0, max_value=2**32)
CODES = {"line": ("10", "10", "1", "20"), "reference": tuple(f"INV-{number}" for number in range(9))}
QUANTITIES = (1, 10, 400, 600, 1000, 1050, 1100)
PRICES = (200, 210, 216, 231)
ITEMS = ("RM-10103", "RM-10103", "RM-10001", "PK-40103")
VENDORS = ("V00023", "V00023", "V00012", "V00033", "V00031")


CORNERS = {"gr.return", "gr.reverse", "qi.decide", "mrb.decide", "mrb.concur", "cm.post", "inv.reverse", "pay.execute"}
"""Commands whose effects on the books are the hardest to keep straight: all must have happened."""


class Office(RuleBasedStateMachine):
    """People of every role at work, now and then clumsy, tired or dishonest."""

    def __init__(self) -> None:
        super().__init__()
        self.start = start_state(BASE, clock="2026-12-01T09:00")
        self.state = self.start
        self.done: Counter[str] = Counter()

    @rule(seed=SEEDS)
    def work_goes_on(self, seed: int) -> None:
        """A few commands: of many ideas that would work the one least done so far, so that histories get deep."""
        for _ in range(4):
            chance = Random(f"{seed}/{self.state.seq}")
            ideas = [self._idea(chance, WORK) for _ in range(20)]
            fit = [idea for idea in ideas if not isinstance(decide(self.state, idea), Refusal)] or ideas
            self._submit(min(fit, key=lambda idea: self.done[idea.name]))
            self.the_books_keep_their_promises()

    @initialize(quantity=st.sampled_from(QUANTITIES), item=st.sampled_from(ITEMS))
    def an_order_is_out(self, quantity: int, item: str) -> None:
        vendor = BASE.master("ITEM")[item]["vendors"][0]
        line = {"item": item, "quantity": quantity, "price": 210, "delivery_date": "2026-12-05"}
        self._submit(Command("po.create", {"vendor": vendor, "lines": [line]}, user="lin.buyer"))
        for name, user in (("po.submit", "lin.buyer"), ("po.approve", "gao.purmgr"), ("po.release", "lin.buyer")):
            self._submit(Command(name, {"po": self.state.documents("PO")[-1]["id"]}, user=user))

    @rule(seed=SEEDS)
    def somebody_tries_anything(self, seed: int) -> None:
        chance = Random(f"{seed}/{self.state.seq}")
        idea = self._idea(chance, NAMES)
        user = chance.choice(sorted(BASE.master("USER")))
        self._submit(Command(idea.name, idea.args, user=user))

    @rule(minutes=st.sampled_from((1, 30, 600)))
    def time_passes(self, minutes: int) -> None:
        self._submit(Command("clock.advance", {"minutes": minutes}, user="he.plan"))

    def _submit(self, command: Command) -> None:
        before = digest(self.state)
        self.state, entry = submit(self.state, command)
        self.done[command.name] += entry.outcome is Outcome.ACCEPTED
        COUNTS[f"{command.name} {entry.outcome.value}"] += 1
        if entry.outcome is not Outcome.ACCEPTED:
            assert digest(self.state) == before, "I3: a refusal or look-up changed the state"

    def _idea(self, chance: Random, names: list[str]) -> Command:
        name = chance.choice(names)
        spec = command_specs()[name]
        user = chance.choice(SKILLED[name])
        args = self._arguments(chance, spec.fields, {})
        if spec.needs_signature:
            args["signature"] = {"by": user, "meaning": spec.meaning}
        if chance.random() < 0.5:
            args["override_reason"] = "It is urgent"
        return Command(name, args, user=user)

    def _arguments(self, chance: Random, fields: tuple[Field, ...], above: dict[str, Any]) -> dict[str, Any]:
        args: dict[str, Any] = {}
        for field in fields:
            if field.required or chance.random() < 0.6:
                value = self._value(chance, field, {**above, **args})
                if value is not None:
                    args[field.name] = value
        return args

    def _value(self, chance: Random, field: Field, above: dict[str, Any]) -> Any:
        if field.type in {FieldType.REF, FieldType.REFS}:
            number = self._number(chance, field.kind)
            return number if field.type is FieldType.REF or number is None else [number]
        if field.type is FieldType.LINES:
            return self._lines(chance, field, above)
        options: tuple[Any, ...] = {
            FieldType.QUANTITY: QUANTITIES,
            FieldType.MONEY: PRICES,
            FieldType.READING: (0, 300, 400, 435),
            FieldType.INTEGER: (1, 8),
            FieldType.DATE: ("2026-12-01",) if field.name == "posting_date" else ("2029-06-01", "2026-12-05"),
            FieldType.CHOICE: field.choices,
            FieldType.TEXT: ("For a reason",),
            FieldType.MAPPING: ({"a": "b"},),
        }.get(field.type, CODES.get(field.name, ("A-1",)))
        if field.name == "line" and "gr" in above:
            return "1"
        return chance.choice(options)

    def _number(self, chance: Random, kind: str) -> str | None:
        own = [body["id"] for body in self.state.own_documents(kind)]
        known = {"ITEM": ITEMS, "VENDOR": VENDORS}.get(kind) or own or sorted(self.state.masters(kind))[:9]
        return chance.choice(known) if known else None

    def _lines(self, chance: Random, field: Field, above: dict[str, Any]) -> list[dict[str, Any]]:
        inspection = self.state.document("QI", above.get("qi", ""))
        if inspection is not None:
            good = chance.random() < 0.6
            rows = inspection["characteristics"]
            return [{"characteristic": row["code"], "value": row["low"] if good else row["high"] + 1} for row in rows]
        return [self._arguments(chance, field.columns, above) for _ in range(chance.choice((1, 1, 1, 2)))]

    @invariant()
    def the_books_keep_their_promises(self) -> None:
        assert broken_invariants(self.state) == ()

    def teardown(self) -> None:
        journal = self.state.journal
        stored = [entry_from_json(entry_to_json(entry)) for entry in journal]
        again = fold(self.start, stored)
        assert digest(again) == digest(self.state), "I4: folding the journal gives another state"
        assert verify_chain(self.start, stored) is None, "I13: the chain is broken"
        middle = fold(self.start, stored[: len(stored) // 2])
        assert digest(fold(middle, stored[len(stored) // 2 :])) == digest(again), "I14: a snapshot folds on differently"
        assert redecide(self.start, stored) == ()


def test_books_keep_their_promises_whatever_people_do() -> None:
    """Hypothesis looks for a history that breaks a promise, and would show the shortest."""
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Office,
        settings=settings(
            max_examples=examples(30),
            stateful_step_count=35,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )


def test_long_days_go_through_every_corner_of_the_books() -> None:
    """Sixteen whole days by plain chance: deep enough that returns, concessions, credits and payments all happen."""
    COUNTS.clear()
    for day in range(16):
        office = Office()
        office.an_order_is_out(quantity=1000, item="RM-10103")
        for hour in range(40):
            office.work_goes_on(seed=day * 100 + hour)
        office.teardown()
    accepted = {name.split(" ")[0] for name in COUNTS if name.endswith("accepted")}
    print(f"\n{sum(COUNTS.values())} commands:", dict(sorted(COUNTS.items())))
    assert accepted >= CORNERS, "the histories did not get deep enough to prove anything"
