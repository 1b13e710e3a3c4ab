"""Addresses of knowledge: the landing with its search, questions and answers, the data dictionary."""

from django.urls import path

from cms.knowledge import dictionary_views, faq_views, views

urlpatterns = [
    path("knowledge/", views.knowledge, name="knowledge"),
    path("search/", views.search, name="search"),
    path("faq/", faq_views.faq, name="faq"),
    path("faq/troubleshooting/", faq_views.troubleshooting, name="troubleshooting"),
    path("faq/<str:code>/", faq_views.faq_entry, name="faq-entry"),
    path("faq/<str:code>/helpful/", faq_views.faq_vote, name="faq-vote"),
    path("dictionary/", dictionary_views.dictionary, name="dictionary"),
    path("dictionary/<str:code>/", dictionary_views.dictionary_field, name="dictionary-field"),
]
