# Generated from spec/. Do not edit: change the specification and run `python -m generator`.

"""What the specification says across operations."""

RATE_LIMITS = frozenset({"parcel_reads"})
"""The names of the rate limits that operations have."""

SENSITIVE = frozenset({"pickup_code"})
"""The names, on the wire, of everything that is a credential."""
