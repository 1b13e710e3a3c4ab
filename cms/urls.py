"""Addresses of the cms stratum, applet by applet."""

from django.urls import include, path

urlpatterns = [
    path("", include("cms.lessons.urls")),
    path("", include("cms.manuals.urls")),
    path("", include("cms.knowledge.urls")),
    path("", include("cms.announcements.urls")),
]
