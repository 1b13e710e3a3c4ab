"""Pages that management and training leads read: readiness, coverage, cover, proficiency, definitions, thresholds."""
