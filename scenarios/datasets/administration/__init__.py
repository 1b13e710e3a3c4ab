"""The rows that administration adds to the sandbox company, a file a subject."""
