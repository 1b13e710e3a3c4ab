"""Looking ahead with stated assumptions: pure functions, the clock is handed in."""
