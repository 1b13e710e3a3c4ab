"""Addresses of this applet."""

from django.urls import path

from scenarios.sandbox.views import (
    audit_log,
    commands,
    desk,
    documents,
    labels,
    seats,
    setting_templates,
    staging,
    trace,
)

urlpatterns = [
    path("drills/labels/", labels.packs, name="label-packs"),
    path("drills/labels/import/", labels.take_in, name="label-pack-import"),
    path("drills/labels/<slug:name>/use/", labels.use, name="label-pack-use"),
    path("drills/labels/<slug:name>/missing.csv", labels.missing, name="label-pack-missing"),
    path("drills/labels/<slug:name>/template.xlsx", labels.template, name="label-pack-template"),
    path("drills/attempts/<uuid:uuid>/", desk.home, name="drill-attempt"),
    path("drills/attempts/join/", seats.join, name="drill-join"),
    path("drills/attempts/<uuid:uuid>/seats/", seats.seats, name="drill-seats"),
    path("drills/attempts/<uuid:uuid>/seats/sit/", seats.sit, name="drill-sit"),
    path("drills/attempts/<uuid:uuid>/seats/invite/", seats.invite, name="drill-invite"),
    path("drills/attempts/<uuid:uuid>/live/", seats.live, name="drill-live"),
    path("drills/attempts/<uuid:uuid>/find/", desk.find, name="drill-find"),
    path("drills/attempts/<uuid:uuid>/work/<str:key>/", desk.work, name="drill-work"),
    path("drills/attempts/<uuid:uuid>/hat/", desk.hat, name="drill-hat"),
    path("drills/attempts/<uuid:uuid>/clock/", desk.clock, name="drill-clock"),
    path("drills/attempts/<uuid:uuid>/hints/<int:number>/", desk.hint, name="drill-hint"),
    path("drills/attempts/<uuid:uuid>/commands/<str:name>/", commands.command, name="drill-command"),
    path("drills/templates/", setting_templates.templates, name="setting-templates"),
    path("drills/templates/<slug:name>.<slug:form>", setting_templates.download, name="setting-template"),
    path("drills/attempts/<uuid:uuid>/settings/", setting_templates.settings, name="drill-settings"),
    path("drills/attempts/<uuid:uuid>/audit-log/", audit_log.audit_log, name="drill-audit-log"),
    path("drills/attempts/<uuid:uuid>/trace/", trace.explorer, name="drill-trace"),
    path("drills/attempts/<uuid:uuid>/trace.csv", trace.export, name="drill-trace-csv"),
    path("drills/attempts/<uuid:uuid>/reports/<str:name>/", documents.report, name="drill-report"),
    path("drills/attempts/<uuid:uuid>/staging/<str:kind>/<str:number>/", staging.staging, name="drill-staging"),
    path("drills/attempts/<uuid:uuid>/compare/<str:number>/", staging.compare, name="drill-side-by-side"),
    path("drills/attempts/<uuid:uuid>/lists/<str:kind>/", documents.listing, name="drill-list"),
    path("drills/attempts/<uuid:uuid>/lists/<str:kind>/<path:number>/", documents.document, name="drill-object"),
]
