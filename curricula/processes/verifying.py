"""Checking published chains: each version still says what was published, bears its signature, and none is missing."""

from collections.abc import Iterator

from curricula.edited import CHAIN, identity_of
from curricula.processes.content import Record
from curricula.processes.models import Chain, ChainVersion
from lms.foundation.api import Finding, digest_of, record_verifier, signed_record_kind
from lms.foundation.models import Signature


def signed_chain(signature: Signature) -> Record | None:
    """The content of the signed version as it is stored now; None where there is no such version."""
    chains = [one for one in Chain.objects.all() if identity_of(CHAIN, one.code) == signature.subject_uuid]
    version = ChainVersion.objects.filter(chain__in=chains, signature=signature).first()
    return version.content if version is not None else None


signed_record_kind(CHAIN, signed_chain)


@record_verifier("chains")
def verify_chains() -> Iterator[Finding]:
    """Every version that was altered, stands under another signature, or is missing from the row of numbers."""
    expected: dict[int, int] = {}
    for version in ChainVersion.objects.select_related("chain", "signature").order_by("chain__code", "number"):
        named, number = version.chain.code, expected.get(version.chain_id, 0) + 1
        expected[version.chain_id] = version.number
        for missing in range(number, version.number):
            yield Finding("chains", f"{named} v{missing}", "is missing: removed, or the numbering was changed")
        row, bound = f"{named} v{version.number}", version.signature
        if digest_of(version.content) != version.digest:
            yield Finding("chains", row, "was altered: its content is not what was published")
        if (bound.digest, bound.subject_uuid, bound.subject_version, bound.signer_id) != (
            version.digest, identity_of(CHAIN, named), str(version.number), version.published_by_id,
        ):  # fmt: skip
            yield Finding("chains", row, "does not bear the signature under which it was published")
