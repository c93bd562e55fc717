"""Rate limits that the client keeps by itself."""
