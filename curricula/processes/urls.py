"""Addresses of processes and goals."""

from django.urls import path

from curricula.processes import views

urlpatterns = [
    path("processes/", views.processes, name="processes"),
    path("processes/<str:code>/", views.step, name="step"),
    path("goals/", views.goals, name="goals"),
    path("goals/<str:code>/acknowledge/", views.goal_acknowledge, name="goal-acknowledge"),
]
