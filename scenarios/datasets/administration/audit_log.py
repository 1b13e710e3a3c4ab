"""The audit log of November: 6,200 entries, four things that are not as they should be, and much that only looks so.

The planted entries have the same numbers in every size, so that a drill can name them.
"""

from typing import Any

from scenarios.datasets.chance import Chance

Row = dict[str, Any]
ENTRIES = 6200
SEED = 20261102
_DAYS = 30
_TERMINALS = {
    "lin.buyer": "PUR-PC-02",
    "cai.buyer": "PUR-PC-03",
    "gao.purmgr": "PUR-PC-01",
    "zhou.rcv": "WH-PDA-03",
    "qin.store": "WH-PC-01",
    "sun.iqc": "QC-PC-04",
    "xu.qe": "QC-PC-02",
    "tang.qa": "QA-PC-01",
    "wang.ap": "FIN-PC-05",
    "jin.ap": "FIN-PC-06",
    "hao.gl": "FIN-PC-02",
    "he.plan": "PLN-PC-01",
    "yu.line": "LINE-PC-07",
    "dong.admin": "IT-PC-01",
    "rao.admin": "IT-PC-02",
}
_WORK: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("view", "PO", ("lin.buyer", "cai.buyer", "gao.purmgr", "wang.ap")),
    ("change", "PO", ("lin.buyer", "cai.buyer")),
    ("post", "GR", ("zhou.rcv",)),
    ("view", "STOCK", ("qin.store", "he.plan", "yu.line")),
    ("change", "LOT", ("qin.store", "tang.qa")),
    ("post", "QI", ("sun.iqc", "xu.qe")),
    ("view", "PLAN", ("sun.iqc",)),
    ("post", "IV", ("wang.ap", "jin.ap")),
    ("view", "TB", ("hao.gl",)),
    ("export", "OPEN_ITEMS", ("hao.gl", "wang.ap")),
    ("view", "USER", ("dong.admin", "rao.admin")),
    ("print", "LABEL", ("qin.store", "yu.line")),
)
_PLANTED: tuple[tuple[str, str, str, str, str, str, str, str, str], ...] = (
    # what is not as it should be
    ("2026-11-12T08:02:11", "zhou.rcv", "WH-PDA-03", "login", "SESSION:3391", "", "", "", "shared"),
    ("2026-11-12T08:05:40", "zhou.rcv", "QC-PC-07", "login", "SESSION:3394", "", "", "", "shared"),
    ("2026-11-12T08:11:02", "zhou.rcv", "WH-PDA-03", "post", "GR:5000000061", "", "101", "", "shared"),
    ("2026-11-12T08:11:48", "zhou.rcv", "QC-PC-07", "post", "QI:10000000041", "", "recorded", "", "shared"),
    ("2026-11-18T17:46:25", "qin.store", "WH-PC-01", "change", "LOT:L26-0044/expiry", "2026-12-15", "2027-06-15", "", "dating"),
    ("2026-11-18T17:47:03", "qin.store", "WH-PC-01", "change", "LOT:L26-0044/valid_from", "2026-11-18", "2026-11-02", "", "dating"),
    ("2026-11-22T02:11:19", "cai.buyer", "VPN-218", "login", "SESSION:4127", "", "", "", "export"),
    ("2026-11-22T02:13:07", "cai.buyer", "VPN-218", "export", "VENDOR:*+CONTRACT:*", "", "4,812 rows", "", "export"),
    ("2026-11-25T21:02:00", "yan.admin", "IT-PC-09", "change", "AUDIT:active", "on", "off", "", "gap"),
    ("2026-11-25T21:31:00", "yan.admin", "IT-PC-09", "change", "AUDIT:active", "off", "on", "", "gap"),
    # what only looks so
    ("2026-11-09T10:20:14", "tang.qa", "QA-PC-01", "change", "LOT:L26-0031/expiry", "2027-03-01", "2027-02-28", "CR-26-0031", ""),
    ("2026-11-16T22:05:00", "rao.admin", "IT-PC-02", "change", "AUDIT:archive", "10", "12", "CR-26-0036", ""),
    ("2026-11-20T08:31:52", "lin.buyer", "PUR-PC-02", "logout", "SESSION:4001", "", "", "", ""),
    ("2026-11-20T08:49:05", "lin.buyer", "VPN-104", "login", "SESSION:4006", "", "", "TR-26-1120", ""),
    ("2026-11-23T09:30:41", "hao.gl", "FIN-PC-02", "export", "GL:2026-10", "", "3,960 rows", "Audit 2026 Q4", ""),
    ("2026-11-27T19:15:33", "sun.iqc", "QC-PC-04", "login_failed", "SESSION:–", "", "", "", ""),
)  # fmt: skip


def audit_log() -> dict[str, Row]:
    """The log by entry number, oldest first. Between 21:02 and 21:31 on the 25th it holds nothing, for it was off."""
    chance = Chance(SEED)
    rows: list[tuple[str, ...]] = list(_PLANTED)
    rows += [_nightly(day) for day in range(1, _DAYS + 1)]
    while len(rows) < ENTRIES:
        row = _ordinary(chance)
        if not "2026-11-25T21:02:00" <= row[0] <= "2026-11-25T21:31:00":
            rows.append(row)
    names = ("at", "user", "terminal", "action", "object", "old", "new", "reference")
    return {
        f"AL-{number:05d}": dict(zip(names, row[:8], strict=True)) | {"id": f"AL-{number:05d}"}
        for number, row in enumerate(sorted(rows, key=lambda row: (row[0], row[1], row[4])), start=1)
    }


def planted_entries() -> dict[str, tuple[str, ...]]:
    """The entry numbers of each planted thing: shared, dating, export, gap."""
    wanted = {(row[0], row[1]): row[8] for row in _PLANTED if row[8]}
    found: dict[str, list[str]] = {}
    for number, entry in audit_log().items():
        kind = wanted.get((entry["at"], entry["user"]))
        if kind:
            found.setdefault(kind, []).append(number)
    return {kind: tuple(numbers) for kind, numbers in found.items()}


def _nightly(day: int) -> tuple[str, ...]:
    """The nightly job exports too, at its hour, from its server, under its own name."""
    return (f"2026-11-{day:02d}T02:00:00", "svc.backup", "SRV-01", "export", "DB:*", "", "full", "JOB-02", "")


def _ordinary(chance: Chance) -> tuple[str, ...]:
    day = chance.between(1, _DAYS)
    clock = f"{chance.between(8, 17):02d}:{chance.between(0, 59):02d}:{chance.between(0, 59):02d}"
    action, kind, users = chance.one_of(_WORK)
    user = chance.one_of(users)
    number = chance.between(1, 240)
    old, new, reference = "", "", ""
    if kind == "LOT":
        old, new = chance.one_of((("WH-01", "WH-02"), ("WH-02", "WH-03"), ("WH-03", "WH-01")))
        thing = f"LOT:L26-{number:04d}/location"
    elif action == "change":
        old, new, reference = "1", "2", f"PR {1000400 + number}"
        thing = f"{kind}:{4500001000 + number}/version"
    elif action == "export":
        new, thing = f"{chance.between(20, 400)} rows", kind
    else:
        thing = f"{kind}:{number:04d}"
    at = f"2026-11-{day:02d}T{clock}"
    return (at, user, _TERMINALS[user], action, thing, old, new, reference, "")
