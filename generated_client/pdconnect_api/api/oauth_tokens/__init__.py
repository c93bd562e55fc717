# Generated from spec/resources/oauth_tokens.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...arguments import as_secret
from ...call import AsyncSender, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.o_auth_token import OAuthToken
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncOauthTokensWithRawResponse, OauthTokensWithRawResponse


class OauthTokens:
    """Access tokens for your server, created from the credentials of an OAuth client."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> OauthTokensWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import OauthTokensWithRawResponse

        return OauthTokensWithRawResponse(self._sender)

    def create(
        self,
        *,
        client_id: str,
        client_secret: str | None = None,
        client_assertion_type: Literal["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"] | None = None,
        client_assertion: str | None = None,
        scope: str | None = None,
    ) -> OAuthToken:
        """Create an access token.

        Exchanges the credentials of an OAuth client for an access token, valid for one hour. In the reference
        it is the first step of the curl samples, from "List deployed triggers" on. It belongs to the client's
        workspace, not to a project. It may be repeated, except with a `client_assertion`, which is valid once.
        The service also accepts a form-encoded body.

        Args:
            client_id: Id of the OAuth client.
            client_secret: Secret of the OAuth client. Leave it out when a `client_assertion` is sent.
            client_assertion_type: Required with `client_assertion`. Not in the vendor's reference.
            client_assertion: Signed JWT (RFC 7523; ES256 or RS256), sent instead of the secret. Valid for one
                request, so never repeat a request with the same one. Not in the vendor's reference.
            scope: Scopes to request, separated by spaces. Default: all (`*`). Not in the vendor's reference.

        Returns:
            The `OAuthToken`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .oauth_tokens_create import oauth_tokens_create

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        client_assertion = as_secret(client_assertion)  # tracebacks can show local variables
        return self._sender.send(
            oauth_tokens_create(
                client_id=client_id,
                client_secret=client_secret,
                client_assertion_type=client_assertion_type,
                client_assertion=client_assertion,
                scope=scope,
            )
        )


class AsyncOauthTokens:
    """Access tokens for your server, created from the credentials of an OAuth client."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncOauthTokensWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncOauthTokensWithRawResponse

        return AsyncOauthTokensWithRawResponse(self._sender)

    async def create(
        self,
        *,
        client_id: str,
        client_secret: str | None = None,
        client_assertion_type: Literal["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"] | None = None,
        client_assertion: str | None = None,
        scope: str | None = None,
    ) -> OAuthToken:
        """Create an access token.

        Exchanges the credentials of an OAuth client for an access token, valid for one hour. In the reference
        it is the first step of the curl samples, from "List deployed triggers" on. It belongs to the client's
        workspace, not to a project. It may be repeated, except with a `client_assertion`, which is valid once.
        The service also accepts a form-encoded body.

        Args:
            client_id: Id of the OAuth client.
            client_secret: Secret of the OAuth client. Leave it out when a `client_assertion` is sent.
            client_assertion_type: Required with `client_assertion`. Not in the vendor's reference.
            client_assertion: Signed JWT (RFC 7523; ES256 or RS256), sent instead of the secret. Valid for one
                request, so never repeat a request with the same one. Not in the vendor's reference.
            scope: Scopes to request, separated by spaces. Default: all (`*`). Not in the vendor's reference.

        Returns:
            The `OAuthToken`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .oauth_tokens_create import oauth_tokens_create

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        client_assertion = as_secret(client_assertion)  # tracebacks can show local variables
        return await self._sender.send(
            oauth_tokens_create(
                client_id=client_id,
                client_secret=client_secret,
                client_assertion_type=client_assertion_type,
                client_assertion=client_assertion,
                scope=scope,
            )
        )


set_lazy_annotations(
    globals(),
    {"AsyncOauthTokensWithRawResponse": ".with_raw_response", "OauthTokensWithRawResponse": ".with_raw_response"},
)
