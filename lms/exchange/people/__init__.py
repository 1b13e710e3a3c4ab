"""People and postings from a spreadsheet of the HR department: read, planned, applied, undone."""
