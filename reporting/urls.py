"""Addresses of the reporting stratum, applet by applet."""

from django.urls import include, path

urlpatterns = [
    path("", include("reporting.my_path.urls")),
    path("", include("reporting.dashboards.urls")),
    path("", include("reporting.documents.urls")),
    path("", include("reporting.snapshots.urls")),
]
