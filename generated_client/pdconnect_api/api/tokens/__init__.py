# Generated from spec/resources/tokens.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...arguments import as_secret
from ...call import AsyncSender, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.connect_token import ConnectToken
from ...models.token_validation import TokenValidation
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncTokensWithRawResponse, TokensWithRawResponse


class Tokens:
    """Short-lived Connect tokens, which one external user needs to connect accounts."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> TokensWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import TokensWithRawResponse

        return TokensWithRawResponse(self._sender)

    def create(
        self,
        *,
        external_user_id: str,
        allowed_origins: Sequence[str] | None = None,
        success_redirect_uri: str | None = None,
        error_redirect_uri: str | None = None,
        webhook_uri: str | None = None,
        expires_in: int | None = None,
        scope: str | None = None,
        allow_progressive_scopes: bool | None = None,
        app_id: str | None = None,
        oauth_app_id: str | None = None,
    ) -> ConnectToken:
        """Create a Connect token.

        Creates a short-lived token for the browser, which one external user needs to connect accounts. Each
        call creates a new one. Reference: "Tokens", "Create a new token". Limit there: 100 requests a minute
        for each external user.

        Args:
            external_user_id: Your own id of one of your users: any unique string. (at most 250 characters)
            allowed_origins: Origins (scheme, host, port) from which a browser may call the API with the token.
                Needed for browser calls only.
            success_redirect_uri: Where Connect Link redirects the user after success.
            error_redirect_uri: Where Connect Link redirects the user after an error.
            webhook_uri: URL that receives the result of each connection attempt. No signature is documented for
                those requests; read the account again before you trust one.
            expires_in: Seconds for which the token is valid. Default: 14400. Not in the vendor's reference. (1
                to 14400)
            scope: Scopes of the token, separated by spaces. Default: `connect:*`, the maximum for a Connect
                token. Not in the vendor's reference.
            allow_progressive_scopes: Whether the user may grant only some of the app's OAuth scopes. Default:
                `false`. Not in the vendor's reference.
            app_id: App (id or name slug) that the Connect Link is for. Not in the vendor's reference.
            oauth_app_id: OAuth client that the Connect Link is for; overrides `app_id`. Not in the vendor's
                reference.

        Returns:
            The `ConnectToken`.

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
        from .tokens_create import tokens_create

        return self._sender.send(
            tokens_create(
                self._sender.project_id,
                external_user_id=external_user_id,
                allowed_origins=allowed_origins,
                success_redirect_uri=success_redirect_uri,
                error_redirect_uri=error_redirect_uri,
                webhook_uri=webhook_uri,
                expires_in=expires_in,
                scope=scope,
                allow_progressive_scopes=allow_progressive_scopes,
                app_id=app_id,
                oauth_app_id=oauth_app_id,
            )
        )

    def validate(
        self,
        ctok: str,
        *,
        app_id: str | None = None,
        account_id: str | None = None,
        oauth_app_id: str | None = None,
        app_override_id: str | None = None,
    ) -> TokenValidation:
        """Validate a Connect token.

        Checks whether a Connect token can be used to connect an account of an app, and returns what the page
        that connects accounts needs. That page is its main caller. An unusable token also gives 200, with
        `success: false` and an `error`. The token is the only credential needed, and the request names neither
        project nor environment. Not in the vendor's reference.

        Args:
            ctok: The Connect token itself (`ctok_...`). It is part of the URL, so do not log this URL.
            app_id: App (id or name slug) to connect. Required in earlier versions; may be left out when
                `account_id` or `app_override_id` identifies the app.
            account_id: Account to reconnect (`apn_...`).
            oauth_app_id: OAuth client to connect with (`oa_...`).
            app_override_id: App override to connect with (`ao_...`).

        Returns:
            The `TokenValidation`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .tokens_validate import tokens_validate

        ctok = as_secret(ctok)  # tracebacks can show local variables
        return self._sender.send(
            tokens_validate(
                ctok, app_id=app_id, account_id=account_id, oauth_app_id=oauth_app_id, app_override_id=app_override_id
            )
        )


class AsyncTokens:
    """Short-lived Connect tokens, which one external user needs to connect accounts."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncTokensWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncTokensWithRawResponse

        return AsyncTokensWithRawResponse(self._sender)

    async def create(
        self,
        *,
        external_user_id: str,
        allowed_origins: Sequence[str] | None = None,
        success_redirect_uri: str | None = None,
        error_redirect_uri: str | None = None,
        webhook_uri: str | None = None,
        expires_in: int | None = None,
        scope: str | None = None,
        allow_progressive_scopes: bool | None = None,
        app_id: str | None = None,
        oauth_app_id: str | None = None,
    ) -> ConnectToken:
        """Create a Connect token.

        Creates a short-lived token for the browser, which one external user needs to connect accounts. Each
        call creates a new one. Reference: "Tokens", "Create a new token". Limit there: 100 requests a minute
        for each external user.

        Args:
            external_user_id: Your own id of one of your users: any unique string. (at most 250 characters)
            allowed_origins: Origins (scheme, host, port) from which a browser may call the API with the token.
                Needed for browser calls only.
            success_redirect_uri: Where Connect Link redirects the user after success.
            error_redirect_uri: Where Connect Link redirects the user after an error.
            webhook_uri: URL that receives the result of each connection attempt. No signature is documented for
                those requests; read the account again before you trust one.
            expires_in: Seconds for which the token is valid. Default: 14400. Not in the vendor's reference. (1
                to 14400)
            scope: Scopes of the token, separated by spaces. Default: `connect:*`, the maximum for a Connect
                token. Not in the vendor's reference.
            allow_progressive_scopes: Whether the user may grant only some of the app's OAuth scopes. Default:
                `false`. Not in the vendor's reference.
            app_id: App (id or name slug) that the Connect Link is for. Not in the vendor's reference.
            oauth_app_id: OAuth client that the Connect Link is for; overrides `app_id`. Not in the vendor's
                reference.

        Returns:
            The `ConnectToken`.

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
        from .tokens_create import tokens_create

        return await self._sender.send(
            tokens_create(
                self._sender.project_id,
                external_user_id=external_user_id,
                allowed_origins=allowed_origins,
                success_redirect_uri=success_redirect_uri,
                error_redirect_uri=error_redirect_uri,
                webhook_uri=webhook_uri,
                expires_in=expires_in,
                scope=scope,
                allow_progressive_scopes=allow_progressive_scopes,
                app_id=app_id,
                oauth_app_id=oauth_app_id,
            )
        )

    async def validate(
        self,
        ctok: str,
        *,
        app_id: str | None = None,
        account_id: str | None = None,
        oauth_app_id: str | None = None,
        app_override_id: str | None = None,
    ) -> TokenValidation:
        """Validate a Connect token.

        Checks whether a Connect token can be used to connect an account of an app, and returns what the page
        that connects accounts needs. That page is its main caller. An unusable token also gives 200, with
        `success: false` and an `error`. The token is the only credential needed, and the request names neither
        project nor environment. Not in the vendor's reference.

        Args:
            ctok: The Connect token itself (`ctok_...`). It is part of the URL, so do not log this URL.
            app_id: App (id or name slug) to connect. Required in earlier versions; may be left out when
                `account_id` or `app_override_id` identifies the app.
            account_id: Account to reconnect (`apn_...`).
            oauth_app_id: OAuth client to connect with (`oa_...`).
            app_override_id: App override to connect with (`ao_...`).

        Returns:
            The `TokenValidation`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .tokens_validate import tokens_validate

        ctok = as_secret(ctok)  # tracebacks can show local variables
        return await self._sender.send(
            tokens_validate(
                ctok, app_id=app_id, account_id=account_id, oauth_app_id=oauth_app_id, app_override_id=app_override_id
            )
        )


set_lazy_annotations(
    globals(), {"AsyncTokensWithRawResponse": ".with_raw_response", "TokensWithRawResponse": ".with_raw_response"}
)
