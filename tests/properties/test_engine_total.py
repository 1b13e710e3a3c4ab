"""Nothing that reaches the engine makes it stumble: any name, any user, any arguments end in a named refusal or events."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.datasets.api import dataset
from scenarios.engine.api import (
    CODES,
    Command,
    Event,
    Refusal,
    command_specs,
    decide,
    digest,
    evolve,
    start_state,
    submit,
)
from tests.properties.effort import examples

START = start_state(dataset("S"), clock="2026-12-01T09:00")
NAMES = sorted(command_specs())
FIELDS = sorted({field.name for spec in command_specs().values() for field in spec.fields})
KNOWN = (
    "RM-10103",
    "V00023",
    "4500001001",
    "10000000001",
    "5105600001",
    "lin.buyer",
    "10",
    "PO:4500001001",
    "2026-12-01",
)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(KNOWN)
    | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)
ARGUMENTS = st.dictionaries(
    st.sampled_from([*FIELDS, "signature", "override_reason"]) | st.text(max_size=5), ANYTHING, max_size=6
)
USERS = st.sampled_from(sorted(dataset("S").master("USER"))) | st.text(max_size=8)


@given(
    name=st.sampled_from(NAMES) | st.text(max_size=10),
    args=ARGUMENTS,
    user=USERS,
    seat=st.sampled_from(("learner", "system")),
)
@settings(max_examples=examples(400), deadline=None, derandomize=True)
def test_any_input_ends_in_events_or_a_named_refusal(name: str, args: dict[str, object], user: str, seat: str) -> None:
    decision = decide(START, Command(name, args, user=user, seat=seat))
    if isinstance(decision, Refusal):
        assert decision.code in CODES
    else:
        state, entry = submit(START, Command(name, args, user=user, seat=seat))
        assert state.head == entry.hash


@given(name=st.sampled_from(NAMES), data=st.data())
@settings(max_examples=examples(300), deadline=None, derandomize=True)
def test_ill_formed_fields_are_named(name: str, data: st.DataObject) -> None:
    """The fields a command really has, with values of any shape."""
    spec = command_specs()[name]
    args = {field.name: data.draw(ANYTHING) for field in spec.fields}
    decision = decide(START, Command(name, args, user="he.plan", seat="system"))
    assert not isinstance(decision, Refusal) or decision.code in CODES


@given(kind=st.text(max_size=12))
def test_an_unknown_event_leaves_the_state_as_it_is(kind: str) -> None:
    assert digest(evolve(START, Event(f"later.{kind}", {"x": 1}))) == digest(START)
