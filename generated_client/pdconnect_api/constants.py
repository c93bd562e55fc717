# Generated from spec/. Do not edit: change the specification and run `python -m generator`.

"""What the specification says across operations."""

RATE_LIMITS = frozenset({"account_reads", "token_creations"})
"""The names of the rate limits that operations have."""

SENSITIVE = frozenset(
    {
        "access_token",
        "cfmap_json",
        "client_assertion",
        "client_secret",
        "connect_link_url",
        "connect_token",
        "credentials",
        "ctok",
        "password",
        "signing_key",
        "token",
        "webhook_signing_key",
    }
)
"""The names, on the wire, of everything that is a credential."""
