"""The readiness report as a PDF: page one to decide by, then definitions, names and assumptions. One folder, one document."""
