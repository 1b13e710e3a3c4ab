"""The cms stratum's door: what people read, and the loaders that fill it from a content pack."""

from cms.announcements.loading import load_announcements, load_templates
from cms.knowledge.loading import load_dictionary, load_faq
from cms.lessons.loading import latest_text, load_lesson_items, load_lessons
from cms.manuals.loading import load_manuals

__all__ = [
    "latest_text",
    "load_announcements",
    "load_dictionary",
    "load_faq",
    "load_lesson_items",
    "load_lessons",
    "load_manuals",
    "load_templates",
]
