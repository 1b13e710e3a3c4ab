"""Addresses of this applet."""

from django.urls import URLPattern, path

from reporting.dashboards import (
    confident_views,
    cover_views,
    coverage_views,
    definition_views,
    names_views,
    proficiency_views,
    threshold_views,
)

urlpatterns: list[URLPattern] = [
    path("coverage/", coverage_views.coverage, name="coverage"),
    path("coverage/names/", names_views.coverage_names, name="coverage-names"),
    path("coverage/completions.csv", coverage_views.completions, name="coverage-completions"),
    path("cover/", cover_views.cover, name="cover"),
    path("proficiency/", proficiency_views.proficiency, name="proficiency"),
    path("proficiency/confident-and-wrong/", confident_views.confident_wrong, name="confident-and-wrong"),
    path("definitions/", definition_views.definitions, name="definitions"),
    path("thresholds/", threshold_views.thresholds, name="thresholds"),
]
