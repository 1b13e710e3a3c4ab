"""What the builders of an installation call: questions, examinations, and their places in the activities."""

from lms.records.exams.exam_loading import load_exam_items, load_exams
from lms.records.exams.question_loading import load_questions

__all__ = ["load_exam_items", "load_exams", "load_questions"]
