"""Go-lives, their milestones, and moving them."""
