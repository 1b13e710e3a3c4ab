"""Addresses of the scenarios stratum, applet by applet."""

from django.urls import include, path

urlpatterns = [
    path("", include("scenarios.authoring.urls")),
    path("", include("scenarios.sandbox.urls")),
    path("", include("scenarios.drills.urls")),
]
