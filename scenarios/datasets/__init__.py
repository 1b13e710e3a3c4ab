"""The seeded generator of the sandbox company; enter by api.py."""
