"""State files: saving the state, and restoring it."""
