"""Plays a drill as a person does: through the pages, with nothing but what they show."""
