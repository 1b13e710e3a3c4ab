"""What a company needs before the first learner: in order, counted from the database, with what to do next."""
