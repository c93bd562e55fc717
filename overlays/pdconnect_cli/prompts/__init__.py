"""Asking people in a terminal: one question, a choice, a form."""
