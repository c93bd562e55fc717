"""Clients in other languages, made from the published specification with generators of others, and run against the sandbox."""
