"""Addresses of this applet."""

from django.urls import URLPattern, path

from lms.foundation.jobs import views

urlpatterns: list[URLPattern] = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<uuid:uuid>/", views.job, name="job"),
    path("jobs/<uuid:uuid>/again/", views.job_again, name="job-again"),
    path("jobs/<uuid:uuid>/file/", views.job_file, name="job-file"),
]
