"""Lessons and templates to take along: files that open without a network and without Plimsoll."""
