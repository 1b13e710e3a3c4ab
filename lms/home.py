"""The front door: where a person lands, whether the process lives, and the pages for what went wrong."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from lms.foundation.api import access


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Management lands on readiness, everybody else on the own path."""
    person = request.user
    if access.is_executive(person) or access.is_auditor(person):
        return redirect("readiness")
    return redirect("my-path")


def health(request: HttpRequest) -> JsonResponse:
    """Whether this process can answer and reach its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"alive": True})


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "404.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """500; the template asks the database for nothing."""
    return render(request, "500.html", status=500)
