"""All tables of the stratum; each lives in its applet."""

from cms.announcements.models import Announcement, AnnouncementFigure, AnnouncementRead, TemplateFile
from cms.knowledge.models import (
    DictionaryField,
    DictionaryObject,
    DictionaryRule,
    FaqEntry,
    FaqVariant,
    FaqVote,
    KnowledgeView,
    SearchEntry,
    SearchQuery,
)
from cms.lessons.models import (
    LessonAnswer,
    LessonItem,
    LessonPage,
    LessonProgress,
    LibraryPage,
    MicroLessonPage,
)
from cms.manuals.models import Manual, ManualException, ManualLink, ManualRecord, ManualStep

__all__ = [
    "Announcement",
    "AnnouncementFigure",
    "AnnouncementRead",
    "DictionaryField",
    "DictionaryObject",
    "DictionaryRule",
    "FaqEntry",
    "FaqVariant",
    "FaqVote",
    "KnowledgeView",
    "LessonAnswer",
    "LessonItem",
    "LessonPage",
    "LessonProgress",
    "LibraryPage",
    "Manual",
    "ManualException",
    "ManualLink",
    "ManualRecord",
    "ManualStep",
    "MicroLessonPage",
    "SearchEntry",
    "SearchQuery",
    "TemplateFile",
]
