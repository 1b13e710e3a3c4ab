"""Proofs on record: a contract that was checked for exactly this text, these paths, this company and this program holds.

`check_scenarios --record` writes `catalogue/proofs.json` after all has held. A proof counts only while everything that it
depends on is byte for byte the same; otherwise the contract is simply checked again.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = "proofs.json"
ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ("engine", "grading", "migration", "runbook")
"""The packages by whose rules a drill is decided and graded."""


@cache
def program_digest() -> str:
    """The hash of every source file that decides or grades a drill."""
    total = hashlib.sha256()
    for package in PROGRAM:
        for path in sorted((ROOT / package).rglob("*.py")):
            total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def proof_of(source: str, paths: Mapping[str, str], dataset_ref: str) -> str:
    """What a proof stands for, as one hash."""
    parts = [program_digest(), dataset_ref, source, *(f"{name}\0{text}" for name, text in sorted(paths.items()))]
    return hashlib.sha256("\0\0".join(parts).encode()).hexdigest()


def is_proved(folder: Path, code: str, proof: str) -> bool:
    """Whether this very proof is on record for the drill."""
    file = folder / FILE
    return file.exists() and json.loads(file.read_text("utf-8")).get(code) == proof


def record_proofs(folder: Path, proofs: Mapping[str, str]) -> None:
    """Put proofs on record, in place of all earlier ones."""
    (folder / FILE).write_text(json.dumps(dict(sorted(proofs.items())), indent=1) + "\n", "utf-8")
