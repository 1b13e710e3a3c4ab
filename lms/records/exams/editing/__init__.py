"""Editing questions of the bank in pages: a changed question becomes a new version of itself."""
