"""The certificate on paper: the same template for the print page and the PDF, and the QR code that leads back."""

from pathlib import Path
from typing import Any

import segno
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from lms.foundation.api import clock, weasyprint
from lms.records.qualifications.models import Qualification
from lms.records.qualifications.queries import state_on

STYLE = "records/certificate.css"


def certificate_context(qualification: Qualification, request: HttpRequest) -> dict[str, Any]:
    """What the certificate says, and the address it can be verified at."""
    address = request.build_absolute_uri(reverse("certificate-verify", args=[qualification.token]))
    basis = qualification.basis.select_related("fact__activity", "fact__judged_by").order_by("fact__occurred_on")
    return {
        "qualification": qualification,
        "state": state_on(qualification, clock.today()),
        "basis": [row.fact for row in basis],
        "address": address,
        "qr": qr_code(address),
        "printed_at": clock.now(),
    }


def qr_code(address: str) -> SafeString:
    """The address as a QR code, drawn in the page itself: it needs no other request and prints sharp."""
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=2, dark="#10222e", light="#ffffff")
    return mark_safe(drawn)  # noqa: S308 - drawn by us from an address of ours


def certificate_pdf(qualification: Qualification, request: HttpRequest) -> bytes:
    """The certificate as a PDF on one A4 page."""
    page = render_to_string(
        "records/qualifications/certificate_sheet.html", certificate_context(qualification, request)
    )
    style = finders.find(STYLE)
    assert isinstance(style, str)
    printer = weasyprint()
    return bytes(
        printer.HTML(string=page).write_pdf(stylesheets=[printer.CSS(string=Path(style).read_text(encoding="utf-8"))])
    )
