"""Words of the reporting stratum for templates."""
