"""The component catalogue: every tag and component drawn once, so that it can be looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def catalogue(request: HttpRequest) -> HttpResponse:
    """Draw all components."""
    return render(request, "catalogue.html")
