"""Addresses of the people import."""

from django.urls import path

from lms.exchange.people import views

urlpatterns = [
    path("people/import/", views.people_import, name="people-import"),
    path("people/import/template/", views.people_import_template, name="people-import-template"),
    path("people/import/current/", views.people_import_current, name="people-import-current"),
    path("people/import/<uuid:uuid>/", views.people_import_file, name="people-import-file"),
    path("people/import/<uuid:uuid>/progress/", views.people_import_progress, name="people-import-progress"),
    path("people/import/<uuid:uuid>/check/", views.people_import_check, name="people-import-check"),
    path("people/import/<uuid:uuid>/apply/", views.people_import_apply, name="people-import-apply"),
    path("people/import/<uuid:uuid>/undo/", views.people_import_undo, name="people-import-undo"),
]
