"""Addresses of this applet."""

from django.urls import path

from lms.records.practicals.views import assessing, overview

urlpatterns = [
    path("assessments/", overview.assessments, name="assessments"),
    path("assessments/photos/<uuid:uuid>/", assessing.photo, name="assessment-photo"),
    path("assessments/<uuid:uuid>/", assessing.assessment, name="assessment"),
    path("assessments/<uuid:uuid>/rate/<slug:line>/", assessing.rate_line, name="assessment-rate"),
    path("assessments/<uuid:uuid>/photos/", assessing.add_photo, name="assessment-photos"),
    path("assessments/<uuid:uuid>/sign/", assessing.sign, name="assessment-sign"),
    path("assessments/<uuid:uuid>/countersign/", assessing.countersign, name="assessment-countersign"),
    path("assessments/<uuid:uuid>/stop/", assessing.stop, name="assessment-stop"),
    path("practicals/<uuid:uuid>/", overview.practical, name="practical"),
    path("work-outputs/<uuid:uuid>/", overview.work_output, name="work-output"),
    path("assessments/begin/<uuid:uuid>/<str:number>/", overview.begin, name="assessment-begin"),
]
