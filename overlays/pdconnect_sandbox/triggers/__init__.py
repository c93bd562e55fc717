"""Deployed triggers: deploying them and emitting their events."""
