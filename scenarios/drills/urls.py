"""Addresses of this applet."""

from django.urls import path

from scenarios.drills import views, views_rates, views_result

urlpatterns = [
    path("drills/", views.drills, name="drills"),
    path("drills/rates/", views_rates.drill_rates, name="drill-rates"),
    path("drills/attempts/", views.attempts, name="drill-attempts"),
    path("drills/items/<uuid:uuid>/", views.drill_item, name="drill-item"),
    path("drills/attempts/<uuid:uuid>/hand-in/", views_result.drill_hand_in, name="drill-hand-in"),
    path("drills/attempts/<uuid:uuid>/again/", views_result.drill_again, name="drill-again"),
    path("drills/attempts/<uuid:uuid>/result/", views_result.drill_result, name="drill-result"),
    path("drills/attempts/<uuid:uuid>/evidence.json", views_result.drill_evidence, name="drill-evidence"),
    path("drills/attempts/<uuid:uuid>/events.ocel.json", views_result.drill_event_log, name="drill-event-log"),
    path("drills/attempts/<uuid:uuid>/compare/", views_result.drill_compare, name="drill-compare"),
    path("drills/attempts/<uuid:uuid>/replay/<int:seq>/", views_result.drill_replay, name="drill-replay"),
    path("drills/<slug:code>/rules/", views.drill_rules, name="drill-rules"),
    path("drills/<slug:code>/", views.drill, name="drill"),
]
