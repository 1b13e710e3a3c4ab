"""Which version of the matrix a reader has before them."""

import re
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from curricula.training.models import MatrixVersion
from lms.foundation.api import access, prepared

State = MatrixVersion.State
may_read_matrix = access.may_edit_matrix | access.is_auditor | access.is_executive | access.is_manager
_NUMBER = re.compile(r"[0-9]{1,9}")


class NoMatrixYet(Http404):
    """There is no version that this reader may see: the company has not been loaded, or nothing is published."""


def shown_version(request: HttpRequest) -> MatrixVersion:
    """The one that `?version=` names; else the draft for whoever may edit it, else the one in force (NoMatrixYet)."""
    number = request.GET.get("version", "")
    if number:
        if not _NUMBER.fullmatch(number):
            raise Http404
        version = get_object_or_404(MatrixVersion.objects.select_related("signature", "based_on"), number=number)
        if version.state == State.DRAFT and not access.may_edit_matrix(request.user):
            raise Http404
        return version
    shown = (_newest_version if access.may_edit_matrix(request.user) else _newest_published).first()
    if shown is None:
        raise NoMatrixYet
    return shown


def may_edit(request: HttpRequest, version: MatrixVersion) -> bool:
    """Whether the reader may change the matrix from this version on; what was superseded is only read."""
    return access.may_edit_matrix(request.user) and version.state != State.SUPERSEDED


@prepared
def _newest_version() -> Any:
    return _newest_of(State.DRAFT, State.PUBLISHED)


@prepared
def _newest_published() -> Any:
    return _newest_of(State.PUBLISHED)


def _newest_of(*states: State) -> Any:
    rows = MatrixVersion.objects.filter(state__in=states).select_related("signature", "based_on")
    return rows.order_by("-number")[:1]
