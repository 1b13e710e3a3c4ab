"""Addresses of this applet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
