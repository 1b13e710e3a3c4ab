"""Addresses of the lms.foundation stratum, applet by applet."""

from django.urls import include, path

urlpatterns = [
    path("", include("lms.foundation.accounts.urls")),
    path("", include("lms.foundation.audit.urls")),
    path("", include("lms.foundation.signatures.urls")),
    path("", include("lms.foundation.jobs.urls")),
]
