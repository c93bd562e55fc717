"""Many processes that share a token and a rate limit through a store."""
