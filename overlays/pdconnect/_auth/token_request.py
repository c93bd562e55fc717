"""The token request: the OAuth 2 client credentials grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdconnect_api.api.oauth_tokens.oauth_tokens_create import oauth_tokens_create

from .._exceptions import ApiError, AuthenticationError
from .credentials import PrivateKeyCredentials, StaticToken

if TYPE_CHECKING:
    from pdconnect_api.call import Call
    from pdconnect_api.models.o_auth_token import OAuthToken

    from .._config import Settings

_REJECTED = frozenset({400, 403})
"""Statuses, in addition to 401, with which a token endpoint rejects credentials (RFC 6749, section 5.2)."""


def token_call(settings: Settings) -> Call[OAuthToken]:
    """Return the token request. With a private key each one has an assertion of its own, so it is never sent twice."""
    credentials = settings.credentials
    assert not isinstance(credentials, StaticToken)  # such a client never requests a token
    if isinstance(credentials, PrivateKeyCredentials):
        from .private_key_jwt import ASSERTION_TYPE, client_assertion  # needs an extra

        assertion = client_assertion(credentials, settings.base_url)
        return oauth_tokens_create(
            client_id=credentials.client_id, client_assertion_type=ASSERTION_TYPE, client_assertion=assertion
        )
    return oauth_tokens_create(client_id=credentials.client_id, client_secret=credentials.client_secret)


def rejected_credentials(error: ApiError) -> ApiError:
    """Return an AuthenticationError for a response that rejects the credentials, else the error itself."""
    if error.status_code not in _REJECTED:
        return error
    rejected = AuthenticationError(*error.args)
    vars(rejected).update(vars(error))
    return rejected
