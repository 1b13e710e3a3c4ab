"""The cms stratum's door: what people read, and the loaders that fill it from a content pack."""

from cms.lessons.loading import load_lesson_items, load_lessons

__all__ = ["load_lesson_items", "load_lessons"]
