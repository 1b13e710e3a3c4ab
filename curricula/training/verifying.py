"""Checking the matrix: each version still says what was published, and what was signed."""

from collections.abc import Iterator
from typing import Any

from curricula.training.matrix_queries import canonical_matrix, cells_of_version
from curricula.training.models import MatrixVersion
from lms.foundation.api import Finding, digest_of, record_verifier, signed_record_kind
from lms.foundation.models import Signature


def signed_matrix(signature: Signature) -> list[list[Any]] | None:
    """The cells of the signed version as they are stored now; None where there is no such version."""
    version = MatrixVersion.objects.filter(uuid=signature.subject_uuid).first()
    return canonical_matrix(cells_of_version(version)) if version is not None else None


signed_record_kind("matrix", signed_matrix)


@record_verifier("matrix")
def verify_matrix() -> Iterator[Finding]:
    """Every published version whose cells no longer give its digest."""
    for version in MatrixVersion.objects.exclude(state=MatrixVersion.State.DRAFT).order_by("number"):
        if version.digest and digest_of(canonical_matrix(cells_of_version(version))) != version.digest:
            yield Finding("matrix", str(version), "was altered: its cells are not those that were published")
