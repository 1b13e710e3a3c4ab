"""Commands of the reporting stratum."""
