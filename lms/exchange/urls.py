"""Addresses of the lms.exchange stratum, applet by applet."""

from django.urls import include, path

urlpatterns = [
    path("", include("lms.exchange.people.urls")),
    path("", include("lms.exchange.setup.urls")),
]
