"""Sites, shifts, departments, job roles, postings, and bringing people in from HR."""
