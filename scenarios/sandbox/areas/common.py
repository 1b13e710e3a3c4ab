"""The screens that every drill has: tasks, messages, stop reports, people and lots."""

from scenarios.sandbox.area import Screen, ScreenArea, names, tones

AREA = ScreenArea(
    screens={
        "TASK": Screen(
            names("id status to subject about created_by"),
            names("status to subject text about created_by created_at answer evidence closed_by"),
        ),
        "MSG": Screen(
            names("id status sender to subject created_at"),
            names("status sender to subject about created_at text refused_because"),
        ),
        "USER": Screen(
            names("id name roles active"), names("name post roles active competences mitigations locked_because")
        ),
        "ROLE": Screen(names("id name"), names("name commands")),
        "LOT": Screen(
            names("id item supplier_lot vendor expiry"),
            names("item supplier_lot vendor made expiry gr wo hold hold_by hold_at deviation hold_lifted_because"),
        ),
    },
    look_ups=("LOT", "MSG", "TASK"),
    money=names("amount value debit credit balance"),
    quantities=names("quantity on_hand"),
    people=names("created_by closed_by by user to sender"),
    choices=names("stock_type"),
    links={"item": "ITEM", "lot": "LOT", "account": "ACCOUNT"},
    long_texts=names("reason text description action answer override_reason"),
    tones=tones(go="done sent closed", stop="refused cancelled rejected reversed"),
    named=("USER", "ROLE"),
    listed=("USER",),
)
