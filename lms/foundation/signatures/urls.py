"""Addresses of this applet."""

from django.urls import URLPattern, path

from lms.foundation.signatures import views

urlpatterns: list[URLPattern] = [
    path("signatures/", views.signatures, name="signatures"),
    path("signatures/<uuid:uuid>/", views.signature, name="signature"),
]
