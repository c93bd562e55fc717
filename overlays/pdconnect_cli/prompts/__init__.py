"""Prompts in a terminal: a question, a choice, a form."""
