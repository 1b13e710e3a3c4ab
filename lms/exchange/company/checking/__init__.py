"""What is wrong in the files of a company: pure values, gathered in full before anything is written."""
