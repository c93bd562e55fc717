"""What belongs to one process or to one event loop."""
