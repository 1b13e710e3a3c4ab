"""Addresses of this applet."""

from django.urls import URLPattern, path

from reporting.snapshots import views

urlpatterns: list[URLPattern] = [
    path("readiness/", views.readiness, name="readiness"),
    path("snapshots/", views.snapshots, name="snapshots"),
    path("snapshots/take/", views.take, name="snapshot-take"),
    path("snapshots/<int:number>/", views.snapshot, name="snapshot"),
    path("snapshots/<int:number>/sign/", views.sign_decision, name="snapshot-sign"),
]
