"""Checking published chains: each version still says what was published, bears its signature, and none is missing."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from curricula.edited import CHAIN, identity_of
from curricula.processes.content import Record
from curricula.processes.models import Chain, ChainVersion
from lms.foundation.api import (
    Finding,
    NamedRecord,
    access,
    digest_of,
    named_record_kind,
    record_verifier,
    signed_record_kind,
)
from lms.foundation.models import Signature


def signed_chain(signature: Signature) -> Record | None:
    """The content of the signed version as it is stored now; None where there is no such version."""
    chains = [one for one in Chain.objects.all() if identity_of(CHAIN, one.code) == signature.subject_uuid]
    version = ChainVersion.objects.filter(chain__in=chains, signature=signature).first()
    return version.content if version is not None else None


def named_chains(uuids: Collection[UUID]) -> dict[UUID, NamedRecord]:
    """Process chains by the identity under which the trail keeps them."""
    chains = {identity_of(CHAIN, one.code): one for one in Chain.objects.all()}
    return {
        uuid: NamedRecord(str(chains[uuid]), reverse("chain", args=[chains[uuid].code]))
        for uuid in uuids
        if uuid in chains
    }


def _called(word: str) -> QuerySet[ChainVersion, Any]:
    called = Q(chain__code__icontains=word) | Q(chain__name_zh__icontains=word) | Q(chain__name_en__icontains=word)
    return ChainVersion.objects.filter(called).values("signature__subject_uuid")


signed_record_kind(CHAIN, signed_chain)
named_record_kind(CHAIN, named_chains, readers=access.is_signed_in, called=_called)


@record_verifier("chains", rows=ChainVersion.objects.count)
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
