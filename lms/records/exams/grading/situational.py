"""A situation: the best option earns everything, others a degree of it, a breach nothing. Given: the key."""

from lms.records.exams.grading.single import grade, read

__all__ = ["grade", "read"]
