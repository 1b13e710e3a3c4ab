"""Addresses of people."""

from django.urls import path, re_path

from curricula.organisation import views

urlpatterns = [
    path("people/", views.people, name="people"),
    # people/import/ belongs to the HR import, in a higher stratum.
    re_path(r"^people/(?!import/)(?P<number>[^/]+)/$", views.person, name="person"),
]
