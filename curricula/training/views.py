"""The matrix's grid and its versions."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from curricula.organisation.models import Department
from curricula.training import matrix_services as services
from curricula.training.cell_views import opened_cell
from curricula.training.grid import drawn_grid, group_name
from curricula.training.listings import versions
from curricula.training.matrix_queries import ROW_FIELDS, TEXT_FIELDS, cells_of_version, group_of, matrix_rows
from curricula.training.models import Activity, MatrixVersion
from curricula.training.shown_version import NoMatrixYet, may_edit, may_read_matrix, shown_version
from lms.foundation.api import cell_value, prepared, render_listing, require_access

State = MatrixVersion.State


@require_GET
@require_access(may_read_matrix)
def matrix(request: HttpRequest) -> HttpResponse:
    """The grid of the draft where there is one and one may edit, else of the version in force; ?version=N for another."""
    try:
        version = shown_version(request)
    except NoMatrixYet:
        return render(request, "curricula/training/no_matrix.html")
    departments = [code for code in request.GET.getlist("department") if code]
    group = request.GET.get("group", "")
    if request.GET.get("export") == "csv":
        return _csv(version)
    may_change = may_edit(request, version)
    rows, total = drawn_grid(version, departments, group, may_edit=may_change)
    return render(
        request,
        "curricula/training/matrix.html",
        {
            "version": version,
            "grid": rows,
            "total": total,
            "may_edit": may_change,
            "preview": services.preview(version) if version.state == State.DRAFT else None,
            "departments": _departments(),
            "chosen_departments": departments,
            "groups": [(code, group_name(code)) for code in _group_codes()],
            "chosen_group": group,
            "opened": opened_cell(request, version),
        },
    )


@require_GET
@require_access(may_read_matrix)
def matrix_versions(request: HttpRequest) -> HttpResponseBase:
    """All versions with their signatures; each opens as it was."""
    return render_listing(request, versions(), "curricula/training/versions.html")


def _group_codes() -> list[str]:
    return sorted({group_of(code) for code in _activity_codes()})


@prepared
def _activity_codes() -> Any:
    return Activity.objects.order_by().values_list("code", flat=True)


@prepared
def _departments() -> Any:
    return Department.objects.all()


def _csv(version: MatrixVersion) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="training-matrix-v{version.number}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    fields = (*ROW_FIELDS, *TEXT_FIELDS)
    writer.writerow([name.replace("__code", "") for name in fields])
    writer.writerows([cell_value(value) for value in row] for row in matrix_rows(cells_of_version(version), fields))
    return response
