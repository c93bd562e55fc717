# Generated from spec/. Do not edit: change the specification and run `python -m generator`.

"""Constants of the specification that concern several operations."""

RATE_LIMITS = frozenset({"account_reads", "token_creations"})
"""The names of the rate limits of all operations."""

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
        "oauth_access_token",
        "oauth_client_id",
        "oauth_refresh_token",
        "oauth_signer_uri",
        "oauth_uid",
        "password",
        "signing_key",
        "token",
        "webhook_signing_key",
        "x-pd-rate-limit",
    }
)
"""The wire names of all members and parameters that are credentials."""
