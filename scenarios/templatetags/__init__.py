"""Template tags of the scenarios stratum."""
