"""Addresses of lessons. The name opens a lesson for reading; the identifier opens it inside an activity."""

from django.urls import path

from cms.lessons import library, signing, views
from cms.lessons.offline import views as offline

urlpatterns = [
    path("lessons/", library.lessons, name="lessons"),
    path("lessons/<uuid:uuid>/", views.lesson, name="lesson"),
    path("lessons/<uuid:uuid>/progress/", views.lesson_progress, name="lesson-progress"),
    path("lessons/<uuid:uuid>/checks/<str:block>/", views.lesson_answer, name="lesson-answer"),
    path("lessons/<uuid:uuid>/finish/", views.lesson_finish, name="lesson-finish"),
    path("lessons/<uuid:uuid>/sign/", signing.lesson_sign, name="lesson-sign"),
    path("lessons/<uuid:uuid>/again/", views.lesson_again, name="lesson-again"),
    path("lessons/<uuid:uuid>/versions/<int:revision>/", views.lesson_version, name="lesson-version"),
    path("lessons/<slug:slug>/", views.lesson_page, name="lesson-page"),
    path("lessons/<slug:slug>/offline/", offline.lesson_offline, name="lesson-offline"),
    path("offline/", offline.offline_library, name="offline-library"),
    path("offline/drills/<slug:code>/", offline.drill_offline, name="drill-offline"),
    path("offline/<slug:code>.zip", offline.offline_package, name="offline-package"),
]
