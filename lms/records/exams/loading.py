"""What the builders of an installation call: questions, examinations, and their places in the activities."""

from lms.records.exams.exam_loading import keep_exam, load_exam_items, load_exams
from lms.records.exams.question_loading import bank_files, load_entries, load_questions

__all__ = ["bank_files", "keep_exam", "load_entries", "load_exam_items", "load_exams", "load_questions"]
