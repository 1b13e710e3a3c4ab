"""Addresses of announcements and templates."""

from django.urls import path

from cms.announcements import views

urlpatterns = [
    path("announcements/", views.announcements, name="announcements"),
    path("announcements/<str:code>/", views.announcement, name="announcement"),
    path("announcements/<str:code>/read/", views.announcement_read, name="announcement-read"),
    path("templates/", views.templates, name="templates"),
    path("templates/<slug:code>.csv", views.template_file, name="template-file"),
]
