"""Addresses of this applet."""

from django.urls import path

from lms.exchange.setup import views

urlpatterns = [
    path("set-up/", views.set_up, name="set-up"),
]
