"""Answering a request for a listing: the whole page, the list alone for htmx, or the file."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from lms.foundation.listing.columns import Listing
from lms.foundation.listing.exports import export
from lms.foundation.listing.pages import ListingPage

FORMS = {"csv", "xlsx"}


def render_listing(
    request: HttpRequest,
    listing: Listing,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    may_export: bool = True,
) -> HttpResponseBase:
    """Show `listing` in `template` (which includes listing/table.html), or give it as a file for `?export=`.

    The caller has checked access. An export that is closed, or in a form we do not write, is not found.
    """
    page = ListingPage(listing, request.GET, may_export)
    asked = request.GET.get("export")
    if asked is not None:
        if not page.may_export or asked not in FORMS:
            raise Http404
        return export(page, asked)
    part_only = _wants_part(request, listing)
    response = render(request, "listing/table.html" if part_only else template, {**(context or {}), "listing": page})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _wants_part(request: HttpRequest, listing: Listing) -> bool:
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and htmx.target == listing.dom_id and not htmx.history_restore_request
