"""Addresses of this applet."""

from django.urls import URLPattern, path

from lms.records.evidence import views

urlpatterns: list[URLPattern] = [
    path("evidence/<uuid:uuid>/", views.evidence, name="evidence"),
    path("evidence/<uuid:uuid>/correct/", views.correct, name="evidence-correct"),
    path("people/<str:number>/evidence/", views.evidence_of_person, name="evidence-of"),
]
