"""JSON, timestamps, and webhook requests."""
