"""The doors: people in by file, and later REST, SCIM and events out."""
