"""Connections to Redis, and what happens while it is down."""
