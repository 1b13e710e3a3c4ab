"""Addresses of this applet."""

from django.urls import path

from scenarios.authoring import views

urlpatterns = [
    path("drills/authoring/", views.drafts, name="drill-drafts"),
    path("drills/authoring/workbench/", views.workbench, name="drill-workbench"),
    path("drills/authoring/import/", views.import_file, name="drill-import"),
    path("drills/authoring/<uuid:uuid>/", views.draft, name="drill-draft"),
    path("drills/authoring/<uuid:uuid>/rules/", views.rules, name="drill-draft-rules"),
    path("drills/authoring/<uuid:uuid>/twists/", views.twists, name="drill-draft-twists"),
    path("drills/authoring/<uuid:uuid>/ways/", views.ways, name="drill-draft-ways"),
    path("drills/authoring/<uuid:uuid>/text/", views.text, name="drill-draft-text"),
    path("drills/authoring/<uuid:uuid>/check/", views.check, name="drill-draft-check"),
    path("drills/authoring/<uuid:uuid>/publish/", views.publish, name="drill-draft-publish"),
    path("drills/authoring/<uuid:uuid>/drop/", views.drop, name="drill-draft-drop"),
    path("drills/authoring/<uuid:uuid>/drill.yaml", views.export, name="drill-draft-export"),
    path("drills/attempts/<uuid:uuid>/record/", views.record, name="drill-record"),
    path("drills/<slug:code>/drill.yaml", views.export_version, name="drill-export"),
]
