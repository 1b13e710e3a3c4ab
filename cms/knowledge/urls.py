"""Addresses of knowledge: the landing with its search, questions and answers, the data dictionary."""

from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("dictionary/<str:code>/", RedirectView.as_view(url="/"), name="dictionary-field"),
]
