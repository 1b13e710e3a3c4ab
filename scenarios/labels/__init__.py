"""The names that sandbox screens use: label packs, one JSON file per subject, zh and en; enter by pack.py."""
