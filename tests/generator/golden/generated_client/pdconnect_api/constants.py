# Generated from spec/. Do not edit: change the specification and run `python -m generator`.

"""Constants of the specification that concern several operations."""

RATE_LIMITS = frozenset({"parcel_reads"})
"""The names of the rate limits of all operations."""

SENSITIVE = frozenset({"pickup_code"})
"""The wire names of all members and parameters that are credentials."""
