# Generated from spec/resources/oauth_tokens.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Literal

from ...arguments import as_secret
from ...call import AsyncSender, Sender
from ...models.o_auth_token import OAuthToken
from ...raw_response import APIResponse


class OauthTokensWithRawResponse:
    """The methods of `OauthTokens`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self,
        *,
        client_id: str,
        client_secret: str | None = None,
        client_assertion_type: Literal["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"] | None = None,
        client_assertion: str | None = None,
        scope: str | None = None,
    ) -> APIResponse[OAuthToken]:
        """Create an access token. See `OauthTokens.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `OAuthToken`.
        """
        from .oauth_tokens_create import oauth_tokens_create

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        client_assertion = as_secret(client_assertion)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            oauth_tokens_create(
                client_id=client_id,
                client_secret=client_secret,
                client_assertion_type=client_assertion_type,
                client_assertion=client_assertion,
                scope=scope,
            )
        )


class AsyncOauthTokensWithRawResponse:
    """The methods of `AsyncOauthTokens`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(
        self,
        *,
        client_id: str,
        client_secret: str | None = None,
        client_assertion_type: Literal["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"] | None = None,
        client_assertion: str | None = None,
        scope: str | None = None,
    ) -> APIResponse[OAuthToken]:
        """Create an access token. See `AsyncOauthTokens.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `OAuthToken`.
        """
        from .oauth_tokens_create import oauth_tokens_create

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        client_assertion = as_secret(client_assertion)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            oauth_tokens_create(
                client_id=client_id,
                client_secret=client_secret,
                client_assertion_type=client_assertion_type,
                client_assertion=client_assertion,
                scope=scope,
            )
        )
