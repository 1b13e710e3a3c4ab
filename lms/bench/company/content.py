"""Taking the demonstration's organisation and content, cut to the number of activities that is measured."""

from pathlib import Path

from cms import api as cms
from curricula import api as curricula
from curricula.models import Activity, GoLive, LearningItem, Site
from lms.records import api as records
from scenarios import api as scenarios

DATA = Path(__file__).parents[2] / "demo" / "data"
COMPANY, QUESTIONS, CONTENT = DATA / "company", DATA / "questions", DATA / "content"
GO_LIVE = "W1"
# The examinations of job roles make room for the one that is measured.
LEFT_OUT = "ACT-EXM-"


def load_organisation() -> None:
    """Sites, job roles, processes, go-lives and activities; all sites go live at once, so that every row counts in W1."""
    curricula.load_organisation(COMPANY)
    curricula.load_processes(COMPANY)
    curricula.load_goals(COMPANY)
    curricula.load_milestones(COMPANY)
    GoLive.objects.get(code=GO_LIVE).sites.set(Site.objects.all())
    curricula.load_activities(COMPANY)
    records.load_qualifications(COMPANY)


def load_content() -> None:
    """Lessons, the question bank, practicals and drills as the demonstration has them."""
    cms.load_lessons(CONTENT)
    cms.load_lesson_items(CONTENT)
    records.load_questions(QUESTIONS)
    records.load_exams(QUESTIONS)
    records.load_exam_items(COMPANY)
    records.load_practicals(QUESTIONS)
    records.load_practical_items(COMPANY)
    scenarios.sync_scenarios()
    scenarios.load_drill_items(COMPANY)
    unasked = Activity.objects.filter(code__startswith=LEFT_OUT)
    LearningItem.objects.filter(activity__in=unasked).delete()
    unasked.delete()
