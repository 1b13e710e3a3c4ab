"""The matrix engine: pure rules from postings, cells and evidence to assignments. No framework; moments are handed in."""
