"""Redis connections, and what happens during an outage of Redis."""
