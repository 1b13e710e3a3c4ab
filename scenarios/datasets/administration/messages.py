"""The night of 27 November: 37 messages from HRM about qualifications stand in error.

Planted: xie.iqc may still decide on lots though HRM has withdrawn it; lai.iqc and mo.qe are kept out though renewed; two
messages are about somebody whom the ERP does not know; five came twice; and numbers do not tell the order, HRM's
sequence does.
"""

from typing import Any

Row = dict[str, Any]

PEOPLE: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("xie.iqc", "谢云", "Xie Yun", ("IQC",)),
    ("lai.iqc", "赖琴", "Lai Qin", ("IQC",)),
    ("mo.qe", "莫凡", "Mo Fan", ("QE",)),
)
CLEANROOM = "CLEANROOM"
_CLEAN = (
    *("he.plan", "ma.prod", "lin.buyer", "cai.buyer", "zhou.rcv", "qin.store", "sun.iqc", "xu.qe", "tang.qa"),
    *("shen.rnd", "yu.line", "du.iqc", "bian.rcv", "hou.line", "ruan.ra", "mei.audit", "xie.iqc", "lai.iqc"),
)
_CORRECTED = ("lin.buyer", "zhou.rcv", "sun.iqc", "yu.line", "du.iqc", "hou.line")
_TWICE = ("qin.store", "tang.qa", "bian.rcv")
_RENEWED, _MISTYPED, _PRESENT = "2028-01-31", "2027-06-30", "2027-01-31"

_SPECIAL: tuple[tuple[int, str, str, str, str], ...] = (
    (5109, "lai.iqc", "IQC-INSP", "withdraw", "2026-11-25"),
    (5112, "mo.qe", "QA-UD", "withdraw", "2026-11-26"),
    (5114, "zhao.temp", CLEANROOM, "grant", "2027-11-20"),
    (5120, "xie.iqc", "QA-UD", "extend", "2027-12-31"),
    (5127, "xie.iqc", "QA-UD", "withdraw", "2026-11-28"),
    (5131, "lai.iqc", "IQC-INSP", "extend", "2027-11-24"),
    (5133, "mo.qe", "QA-UD", "extend", "2027-11-25"),
    (5136, "zhao.temp", CLEANROOM, "extend", "2028-11-20"),
)
_REPEATED = {5127, 5131}
MESSAGES = 37


def messages() -> dict[str, Row]:
    """The messages by number. The interface numbered them as its retries came in, not as HRM sent them."""
    sent = list(_SPECIAL)
    sent += [(5140 + place, person, CLEANROOM, "extend", _RENEWED) for place, person in enumerate(_CLEAN)]
    sent += [(5100 + place, person, CLEANROOM, "extend", _MISTYPED) for place, person in enumerate(_CORRECTED)]
    repeats = [row for row in sent if row[0] in _REPEATED or (row[1] in _TWICE and row[4] == _RENEWED)]
    arrived = sorted(sent, key=lambda row: (row[0] * 7) % 41)
    table: dict[str, Row] = {}
    for place, (sequence, person, competence, action, valid_to) in enumerate((*arrived, *repeats), start=1):
        number = f"IFM-{412700 + place:06d}"
        table[number] = {
            "id": number,
            "status": "error",
            "created_by": "svc.hrm",
            "created_at": f"2026-11-{27 + place // 20}T{place % 20 + 2:02d}:{place * 11 % 60:02d}",
            "changed_at": "2026-11-30T06:00",
            "refs": [],
            "key": f"HRM-{sequence}",
            "sequence": sequence,
            "person": person,
            "competence": competence,
            "change_kind": action,
            "valid_to": valid_to,
            "problem": "person" if person == "zhao.temp" else "timeout",
        }
    assert len(table) == MESSAGES, len(table)
    return table


def hrm_truth() -> dict[str, dict[str, str]]:
    """What HRM holds of each qualification that it answers for here."""
    truth = {person: {CLEANROOM: _RENEWED} for person in _CLEAN}
    truth["xie.iqc"] |= {"QA-UD": "2026-11-28", "IQC-INSP": "2027-12-31"}
    truth["lai.iqc"] |= {"QA-UD": "2027-12-31", "IQC-INSP": "2027-11-24"}
    truth["mo.qe"] = {"QA-UD": "2027-11-25"}
    truth["sun.iqc"] |= {"QA-UD": "2027-12-31", "IQC-INSP": "2027-12-31"}
    return truth


def set_erp_qualifications(users: dict[str, Row]) -> None:
    """What the ERP goes by until the messages are taken in."""
    for person in _CLEAN:
        users[person]["competences"][CLEANROOM] = _PRESENT
    users["lai.iqc"]["competences"]["IQC-INSP"] = "2026-11-25"
    users["mo.qe"]["competences"]["QA-UD"] = "2026-11-26"
