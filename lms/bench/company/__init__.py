"""The measured company: the demonstration's content, many more people, a wide matrix and a plausible history."""
