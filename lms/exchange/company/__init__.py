"""A company from its folder of files: checked as a whole, then written in one transaction, on the record."""
