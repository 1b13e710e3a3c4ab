"""Addresses of this applet."""

from django.urls import path

from lms.records.exams.views import bank, editing, overview, results, taking

urlpatterns = [
    path("exams/", overview.exams, name="exams"),
    path("exams/all/", overview.all_exams, name="exams-all"),
    path("exams/results/", results.assessment_results, name="assessment-results"),
    path("exams/bank/", bank.question_bank, name="question-bank"),
    path("exams/bank/new/", editing.choose_kind, name="question-new"),
    path("exams/bank/new/<slug:kind>/", editing.new_question, name="question-new-kind"),
    path("exams/bank/<uuid:uuid>/", bank.question, name="question"),
    path("exams/bank/<uuid:uuid>/edit/", editing.edit_question, name="question-edit"),
    path("exams/bank/<uuid:uuid>/asked/", bank.question_asked, name="question-asked"),
    path("exams/bank/<uuid:uuid>/retire/", editing.retire, name="question-retire"),
    path("exams/blueprints/<uuid:uuid>/", bank.blueprint, name="exam-blueprint"),
    path("exams/<uuid:uuid>/", overview.exam, name="exam"),
    path("exams/<uuid:uuid>/start/", overview.start, name="exam-start"),
    path("exams/<uuid:uuid>/allow/<str:number>/", overview.allow, name="exam-allow"),
    path("exams/attempts/<uuid:uuid>/", taking.attempt, name="exam-attempt"),
    path("exams/attempts/<uuid:uuid>/<int:position>/", taking.question, name="exam-question"),
    path("exams/attempts/<uuid:uuid>/<int:position>/save/", taking.save, name="exam-save"),
    path("exams/attempts/<uuid:uuid>/review/", taking.review, name="exam-review"),
    path("exams/attempts/<uuid:uuid>/submit/", taking.submit, name="exam-submit"),
    path("exams/attempts/<uuid:uuid>/result/", results.result, name="exam-result"),
]
