"""Addresses of the learner's pages."""

from django.urls import path

from reporting.my_path import views

urlpatterns = [
    path("my-path/", views.my_path, name="my-path"),
    path("activities/<str:code>/", views.activity, name="activity"),
]
