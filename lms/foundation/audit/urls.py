"""Addresses of this applet."""

from django.urls import URLPattern, path

from lms.foundation.audit import check_views, views

urlpatterns: list[URLPattern] = [
    path("audit-trail/", views.audit_trail, name="audit-trail"),
    path("audit-trail/<int:sequence>/", views.audit_entry, name="audit-entry"),
    path("audit-trail/review/", views.audit_review, name="audit-review"),
    path("audit-trail/pdf/", views.audit_pdf, name="audit-pdf"),
    path("record-checks/", check_views.record_checks, name="record-checks"),
    path("record-checks/<uuid:uuid>/file/", check_views.record_check_file, name="record-check-file"),
    path("personal-reads/", views.personal_reads, name="personal-reads"),
]
