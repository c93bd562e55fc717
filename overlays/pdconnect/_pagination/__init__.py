"""Lists: pages, where the next one begins, and how far an iteration has come."""
