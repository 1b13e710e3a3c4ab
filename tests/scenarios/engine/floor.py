"""A desk on the shop floor: carries an order of 200 infusion sets as far as a test wants it."""

from tests.scenarios.engine.desk import Desk

LOTS = {
    "RM-10101": "L26-9101",
    "RM-10102": "L26-9102",
    "SF-20101": "L26-9103",
    "RM-10104": "L26-9104",
    "RM-10105": "L26-9107",
    "RM-10106": "L26-9110",
    "PK-40101": "L26-9111",
    "PK-40102": "L26-9112",
}
EQUIPMENT = {
    "10": "EQ-INJ-01",
    "20": "EQ-EXT-01",
    "30": "EQ-BOND",
    "40": "EQ-LEAK",
    "50": "EQ-SEALER-B",
    "60": "EQ-LABEL",
}
READINGS = {"10": {"MELT_T": 174}, "30": {"CURE": 30}, "50": {"SEAL_T": 136, "SEAL_P": 38, "SEAL_S": 14}}
CHECKS = {"40": {"LEAK": 0, "FLOW": 60}, "50": {"PEEL": 310, "CHANNEL": 0}, "60": {"UDI": 0}}
QUANTITY = 200


def rows(values: dict[str, int]) -> list[dict[str, object]]:
    return [{"characteristic": code, "value": value} for code, value in values.items()]


class Floor(Desk):
    """The order's number, its lot and its record are at hand once it is released."""

    wo = br = lot = ""

    def released(self) -> "Floor":
        self.do("wo.create", "song.sched", item="FG-30010", quantity=QUANTITY, due="2026-12-05")
        self.wo = self.number("WO")
        self.do("wo.release", "song.sched", wo=self.wo)
        order = self.order()
        self.br, self.lot = str(order["br"]), str(order["lot"])
        return self

    def order(self) -> dict[str, object]:
        body = self.state.document("WO", self.wo)
        assert body is not None
        return dict(body)

    def record(self) -> dict[str, object]:  # type: ignore[override]
        body = self.state.document("BR", self.br)
        assert body is not None
        return dict(body)

    def started(self) -> "Floor":
        self.released()
        self.do("clearance.record", "gao.lei", wo=self.wo)
        self.do("clearance.verify", "yu.line", wo=self.wo)
        self.do("wo.start", "gao.lei", wo=self.wo)
        return self

    def tubing(self) -> str:
        return next(str(row["lot"]) for row in self.state.stock_rows(item="RM-10103", stock_type="U"))

    def lines(self) -> list[dict[str, object]]:
        lots = {**LOTS, "RM-10103": self.tubing()}
        found: list[dict[str, object]] = []
        for line in self.order()["components"].values():  # type: ignore[attr-defined]
            lot = {"lot": lots[line["item"]]} if line["item"] in lots else {}
            found.append({"item": line["item"], "quantity": line["planned"], **lot})
        return found

    def supplied(self) -> "Floor":
        self.started()
        self.do("gi.post", "qin.store", wo=self.wo, lines=self.lines())
        return self

    def write(self, operation: str, user: str = "chen.gang") -> None:
        if operation in READINGS:
            self.do("br.record", user, br=self.br, page=operation, results=rows(READINGS[operation]))

    def confirm(self, operation: str, user: str = "chen.gang", good: int = QUANTITY) -> None:
        machine = EQUIPMENT[operation]
        self.do("op.confirm", user, wo=self.wo, operation=operation, good=good, equipment=machine)

    def check(self, operation: str) -> None:
        if operation in CHECKS:
            self.do("ipc.record", "wei.ipqc", wo=self.wo, operation=operation, results=rows(CHECKS[operation]))

    def worked(self, upto: str = "60") -> "Floor":
        self.supplied()
        for operation in EQUIPMENT:
            self.write(operation)
            self.confirm(operation)
            self.do("op.verify", "yu.line", wo=self.wo, operation=operation)
            self.check(operation)
            if operation == upto:
                break
        return self

    def delivered(self, quantity: int = QUANTITY) -> "Floor":
        self.worked()
        self.do("wo.deliver", "yu.line", wo=self.wo, quantity=quantity)
        return self
