"""Addresses of the lms.records stratum, applet by applet."""

from django.urls import include, path

urlpatterns = [
    path("", include("lms.records.evidence.urls")),
    path("", include("lms.records.exams.urls")),
    path("", include("lms.records.practicals.urls")),
    path("", include("lms.records.qualifications.urls")),
]
