"""Checking signatures: untouched themselves, and standing on exactly the record that was signed."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lms.foundation.audit.verify import Finding, record_verifier
from lms.foundation.canonical import digest_of
from lms.foundation.signatures.models import Signature
from lms.foundation.signatures.services import seal_of

# Of a signature: the record it was given for, read again as it is stored now; None where there is no such record.
Canonical = Callable[[Signature], Any]
_kinds: dict[str, Canonical] = {}


@dataclass(frozen=True)
class Standing:
    """Whether a signature holds; `problem` says why not, `is_compared` whether its record could be looked at here."""

    problem: str
    is_compared: bool

    @property
    def holds(self) -> bool:
        """Nothing speaks against it."""
        return not self.problem


def signed_record_kind(kind: str, canonical: Canonical) -> None:
    """Register how a signed record of `kind` is read again, so that its signatures can be compared with it."""
    _kinds[kind] = canonical


def standing_of(signature: Signature) -> Standing:
    """Check one signature against itself and against its record."""
    if not hmac.compare_digest(signature.seal, seal_of(signature)):
        return Standing("was altered or moved: its content does not give its seal", is_compared=False)
    canonical = _kinds.get(signature.subject_kind)
    if canonical is None:
        return Standing("", is_compared=False)
    record = canonical(signature)
    if record is None:
        return Standing("stands on a record that is not there", is_compared=True)
    if digest_of(record) != signature.digest:
        return Standing("stands on a record that was changed after signing", is_compared=True)
    return Standing("", is_compared=True)


@record_verifier("signatures", rows=Signature.objects.count)
def verify_signatures() -> Iterator[Finding]:
    """Every signature that does not hold."""
    for signature in Signature.objects.order_by("pk").iterator(chunk_size=500):
        standing = standing_of(signature)
        if not standing.holds:
            yield Finding("signatures", f"{signature.uuid} ({signature.subject_kind})", standing.problem)
