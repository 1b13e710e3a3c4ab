"""Checking the matrix: each version still says what was published, and what was signed."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from curricula.training.matrix_queries import canonical_matrix, cells_of_version
from curricula.training.models import MatrixVersion
from lms.foundation.api import (
    Finding,
    NamedRecord,
    access,
    digest_of,
    is_said_by,
    named_record_kind,
    record_verifier,
    signed_record_kind,
)
from lms.foundation.models import Signature

MATRIX = _("Matrix %(version)s")


def signed_matrix(signature: Signature) -> list[list[Any]] | None:
    """The cells of the signed version as they are stored now; None where there is no such version."""
    version = MatrixVersion.objects.filter(uuid=signature.subject_uuid).first()
    return canonical_matrix(cells_of_version(version)) if version is not None else None


def named_versions(uuids: Collection[UUID]) -> dict[UUID, NamedRecord]:
    """Versions of the matrix by their id."""
    return {
        version.uuid: NamedRecord(str(MATRIX) % {"version": version}, reverse("matrix-versions"))
        for version in MatrixVersion.objects.filter(uuid__in=uuids)
    }


def _called(word: str) -> QuerySet[MatrixVersion, Any]:
    versions = MatrixVersion.objects.annotate(shown=Concat(Value("v"), Cast("number", CharField())))
    return (versions if is_said_by(MATRIX, word) else versions.filter(shown__icontains=word)).values("uuid")


signed_record_kind("matrix", signed_matrix)
named_record_kind(
    "matrix", named_versions,
    readers=access.may_edit_matrix | access.is_auditor | access.is_executive | access.is_manager, called=_called,
)  # fmt: skip


def _published() -> QuerySet[MatrixVersion]:
    return MatrixVersion.objects.exclude(state=MatrixVersion.State.DRAFT)


@record_verifier("matrix", rows=lambda: _published().count())
def verify_matrix() -> Iterator[Finding]:
    """Every published version whose cells no longer give its digest."""
    for version in _published().order_by("number"):
        if version.digest and digest_of(canonical_matrix(cells_of_version(version))) != version.digest:
            yield Finding("matrix", str(version), "was altered: its cells are not those that were published")
