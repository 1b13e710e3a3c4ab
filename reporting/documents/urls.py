"""Addresses of this applet."""

from django.urls import URLPattern, path

from reporting.documents import views

urlpatterns: list[URLPattern] = [path("snapshots/<int:number>/report/", views.report, name="readiness-report")]
