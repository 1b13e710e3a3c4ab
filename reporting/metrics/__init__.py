"""Every number once: its definition and the query that screen, CSV, PDF and snapshot all read."""
