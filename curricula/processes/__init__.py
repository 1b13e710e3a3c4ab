"""Process chains and steps, and the business goals they serve."""
