"""Addresses of operation manuals."""

from django.urls import path

from cms.manuals import views

urlpatterns = [
    path("manuals/", views.manuals, name="manuals"),
    path("manuals/<str:code>/", views.manual, name="manual"),
]
