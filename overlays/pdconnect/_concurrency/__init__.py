"""State that belongs to one process or to one event loop."""
