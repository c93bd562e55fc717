"""Access tokens: requested, renewed, shared between processes."""
