"""What quality has on its desk at the start: batches to decide on, complaints, a nonconformance, a carton list."""
