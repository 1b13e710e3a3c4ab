"""True or false: right or wrong, like a single choice of two. Given: "true" or "false"."""

from lms.records.exams.grading.single import grade, read

__all__ = ["grade", "read"]
