"""Addresses of go-lives."""

from django.urls import path

from curricula.milestones import views

urlpatterns = [
    path("go-lives/", views.go_lives, name="go-lives"),
    path("go-lives/milestones/<str:code>/", views.milestone_edit, name="milestone-edit"),
    path("go-lives/milestones/<str:code>/<uuid:uuid>/", views.milestone_progress, name="milestone-progress"),
    path("go-lives/<str:code>/", views.go_live, name="go-live"),
    path("go-lives/<str:code>/move/", views.go_live_move, name="go-live-move"),
    path("go-lives/<str:code>/move/<uuid:uuid>/", views.go_live_progress, name="go-live-progress"),
]
