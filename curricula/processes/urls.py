"""Addresses of processes and goals."""

from django.urls import path

from curricula.processes import editing_views, publishing_views, views

urlpatterns = [
    path("processes/", views.processes, name="processes"),
    path("processes/chains/", publishing_views.chains, name="chains"),
    path("processes/chains/<str:code>/", publishing_views.chain, name="chain"),
    path("processes/chains/<str:code>/publish/", publishing_views.chain_publish, name="chain-publish"),
    path("processes/chains/<str:code>/versions/<int:number>/", publishing_views.chain_version, name="chain-version"),
    path("processes/<str:code>/", views.step, name="step"),
    path("processes/<str:code>/edit/", editing_views.step_edit, name="step-edit"),
    path("goals/indicators/<str:code>/", editing_views.indicator_edit, name="indicator-edit"),
    path("goals/", views.goals, name="goals"),
    path("goals/<str:code>/acknowledge/", views.goal_acknowledge, name="goal-acknowledge"),
]
