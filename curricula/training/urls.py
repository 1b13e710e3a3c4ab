"""Addresses of the matrix."""

from django.urls import path

from curricula.training import cell_views, publishing_views, views, waiver_views

urlpatterns = [
    path("matrix/", views.matrix, name="matrix"),
    path("matrix/preview/", publishing_views.matrix_preview, name="matrix-preview"),
    path("matrix/publish/", publishing_views.matrix_publish, name="matrix-publish"),
    path("matrix/discard/", publishing_views.matrix_discard, name="matrix-discard"),
    path("matrix/versions/", views.matrix_versions, name="matrix-versions"),
    path("people/<str:number>/waivers/<str:activity>/", waiver_views.waiver, name="waiver"),
    path("people/<str:number>/waivers/<str:activity>/end/", waiver_views.waiver_end, name="waiver-end"),
    path("matrix/<str:job_role>/<str:activity>/", cell_views.matrix_cell, name="matrix-cell"),
]
