"""Connecting accounts: the Connect page, API keys, webhooks."""
