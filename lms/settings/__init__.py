"""Settings modules: base reads the environment once; local, test and production only change values."""
