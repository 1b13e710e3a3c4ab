"""The table from rule to proof that is shipped: every row says how the rule is answered and names tests that exist."""

import re

import pytest

from lms.settings.env import PROJECT

ROW = re.compile(
    r"^\| (?!rule |---)(?P<rule>[^|]+) \| (?P<asks>[^|]+) \| (?P<answer>[^|]+) \| (?P<proof>[^|]+) \|$", re.M
)


@pytest.mark.requirement("B97")
def test_each_rule_names_proofs_that_are_there() -> None:
    text = (PROJECT / "docs" / "trust-matrix.md").read_text(encoding="utf-8")
    rows = [row.groupdict() for row in ROW.finditer(text)]
    rules = " ".join(row["rule"] for row in rows)
    assert all(named in rules for named in ("11.10(a)", "11.10(e)", "11.50", "11.70", "11.200(a)", "QMSR", "NMPA"))
    known = {str(path.relative_to(PROJECT)) for path in (PROJECT / "tests").rglob("test_*.py")}
    names = {path.rsplit("/", 1)[-1] for path in known}
    for row in rows:
        proofs = re.findall(r"`([^`]*test_[^`]*\.py)`", row["proof"])
        assert proofs, row["rule"]
        missing = [one for one in proofs if one not in known and one not in names]
        assert missing == [], row["rule"]
