"""Addresses of the curricula stratum, applet by applet."""

from django.urls import include, path

urlpatterns = [
    path("", include("curricula.organisation.urls")),
    path("", include("curricula.processes.urls")),
    path("", include("curricula.milestones.urls")),
    path("", include("curricula.training.urls")),
]
