"""Addresses of this applet."""

from django.urls import URLPattern, path

from lms.records.qualifications import views

urlpatterns: list[URLPattern] = [
    path("qualifications/", views.qualifications, name="qualifications"),
    path("qualifications/mine/", views.my_qualifications, name="my-qualifications"),
    path("qualifications/<str:number>/", views.qualification, name="qualification"),
    path("qualifications/<str:number>/certificate/", views.certificate, name="certificate"),
    path("qualifications/<str:number>/certificate.pdf", views.certificate_file, name="certificate-file"),
    path("qualifications/<str:number>/withdraw/", views.withdraw, name="qualification-withdraw"),
    path("certificate-verify/<str:token>/", views.certificate_verify, name="certificate-verify"),
    path("permissions/", views.permissions, name="permissions"),
]
