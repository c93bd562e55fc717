"""Credentials and settings: options, environment variables, the system keyring."""
