"""What every request passes: authentication, limits, faults, the request log."""
