"""How drills are described and judged: pure, no framework; enter by api.py."""
