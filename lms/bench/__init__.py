"""Measuring Plimsoll on a company of 5,000 people: `python -m lms.bench`, called by `./dev bench`. See docs/benchmarks.md."""
