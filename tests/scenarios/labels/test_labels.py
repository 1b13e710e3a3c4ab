"""Every word that a screen says stands in the pack, in both languages; and words never change what happens."""

import yaml

from scenarios.engine.api import (
    CODES,
    DOCUMENT_KINDS,
    MASTER_KINDS,
    TRANSITIONS,
    Refusal,
    command_specs,
    digest,
)
from scenarios.labels.pack import LabelPack, label_pack
from scenarios.sandbox.areas import SCREENS, WORK
from scenarios.sandbox.wording import Words
from tests.scenarios.engine.desk import Desk
from tests.scenarios.sandbox.factories import CATALOGUE

PACK = label_pack()


def keys() -> set[str]:
    wanted = {f"entity.{kind}" for kind in (*DOCUMENT_KINDS, *MASTER_KINDS, "LOT")}
    wanted |= {f"command.{name}" for name in command_specs()} | {f"work.{key}" for key in WORK}
    wanted |= {f"refusal.{code}{part}" for code in CODES for part in ("", ".remedy")}
    wanted |= {f"meaning.{spec.meaning}" for spec in command_specs().values() if spec.meaning}
    wanted |= {f"status.{kind}.{state}" for kind, edges in TRANSITIONS.items() for pair in edges for state in pair}
    for spec in command_specs().values():
        for field in (*spec.fields, *(column for one in spec.fields for column in one.columns)):
            wanted.add(f"field.{field.name}")
            if field.name not in {"kind", "report"}:
                wanted |= {f"choice.{field.name}.{choice}" for choice in field.choices}
    for screen in SCREENS.values():
        wanted |= {f"field.{name}" for name in (*screen.columns, *screen.head, *screen.line_columns)}
    return wanted


def test_generic_pack_names_everything() -> None:
    assert sorted(key for key in keys() if not PACK.knows(key)) == []


def test_every_label_has_both_languages() -> None:
    assert [key for key, label in PACK.labels.items() if not label.get("zh") or not label.get("en")] == []
    chinese = [key for key, label in PACK.labels.items() if not any("一" <= sign <= "鿿" for sign in label["zh"])]
    assert chinese == []


def test_command_words_are_not_shared_between_commands() -> None:
    seen: dict[str, str] = {}
    for name in command_specs():
        for word in PACK.words(f"command.{name}"):
            assert seen.setdefault(word.casefold(), name) == name, word


def test_refusal_fills_its_places_in_words() -> None:
    desk = Desk()
    order = desk.released_order()
    line = {"line": "10", "quantity": 1100, "supplier_lot": "A", "expiry": "2029-10-01"}
    entry = desk.submit("gr.post", "zhou.rcv", po=order, delivery_note="DN", lines=[line])
    assert entry.refusal is not None
    assert Words(desk.state, "en").refusal(entry.refusal) == (
        "1,100 MTR is more than this order may receive: 1,000 MTR plus 5 % is at most 1,050 MTR."
    )
    assert Words(desk.state, "zh-hans").refusal(entry.refusal) == (
        "收货 1,100 MTR 超过订单 1,000 MTR 加容差 5% 的上限 1,050 MTR。"
    )
    illegal = desk.submit("po.release", "lin.buyer", po=order).refusal
    assert illegal is not None
    assert (
        Words(desk.state, "en").refusal(illegal)
        == f"Purchase order {order} is “Released” now; this step needs “Approved”."
    )


def test_unknown_code_says_at_least_its_name() -> None:
    assert Words(Desk().state, "en").refusal(Refusal(code="NEW_RULE")) == "NEW_RULE"


def test_pack_of_other_words_leaves_the_state_alone() -> None:
    desk = Desk()
    desk.received()
    before = digest(desk.state)
    words = Words(desk.state, "en", LabelPack("other", {"entity.GR": {"zh": "采购收货", "en": "Purchase receipt"}}))
    assert (words.entity("GR"), digest(desk.state)) == ("Purchase receipt", before)


def test_letters_of_the_catalogue_are_named_in_both_languages() -> None:
    facts: set[str] = set()
    for path in (file for family in ("p2p", "mfg", "pln") for file in CATALOGUE.glob(f"{family}-*.yaml")):
        for inject in yaml.safe_load(path.read_text(encoding="utf-8"))["injects"]:
            facts |= {name for step in inject["do"] for name in step["args"].get("facts", {})}
    assert len(facts) > 10
    assert sorted(name for name in facts if not PACK.knows(f"fact.{name}")) == []
