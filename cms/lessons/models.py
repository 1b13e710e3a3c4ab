"""Lessons as pages of the content management, the items that attach them to activities, and how far each person has read."""

from cms.lessons.page_models import LessonPage, LibraryPage, MicroLessonPage, ReadingPage
from cms.lessons.reading_models import LessonAnswer, LessonItem, LessonProgress

__all__ = [
    "LessonAnswer",
    "LessonItem",
    "LessonPage",
    "LessonProgress",
    "LibraryPage",
    "MicroLessonPage",
    "ReadingPage",
]
