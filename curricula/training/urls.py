"""Addresses of the matrix."""

from django.urls import path

from curricula.training import views, waiver_views

urlpatterns = [
    path("matrix/", views.matrix, name="matrix"),
    path("matrix/preview/", views.matrix_preview, name="matrix-preview"),
    path("matrix/publish/", views.matrix_publish, name="matrix-publish"),
    path("matrix/discard/", views.matrix_discard, name="matrix-discard"),
    path("matrix/versions/", views.matrix_versions, name="matrix-versions"),
    path("people/<str:number>/waivers/<str:activity>/", waiver_views.waiver, name="waiver"),
    path("people/<str:number>/waivers/<str:activity>/end/", waiver_views.waiver_end, name="waiver-end"),
    path("matrix/<str:job_role>/<str:activity>/", views.matrix_cell, name="matrix-cell"),
]
