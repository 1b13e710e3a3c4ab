"""A cutover's run-book as a network of steps in time. Pure: minutes in, schedule out; no framework, no sandbox."""
