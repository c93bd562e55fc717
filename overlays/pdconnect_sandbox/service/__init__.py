"""The steps that every request takes: authentication, limits, faults, the request log."""
