# Generated from spec/resources/tokens.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence

from ...arguments import as_secret
from ...call import AsyncSender, Sender
from ...models.connect_token import ConnectToken
from ...models.token_validation import TokenValidation


class Tokens:
    """Short-lived Connect tokens, with which one external user connects accounts."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

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

        Makes a short-lived token with which one external user connects accounts, to be handed to the browser.
        Each call makes a new one. Reference: "Tokens", "Create a new token". Limit there: 100 requests a minute
        for each external user.

        Args:
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            allowed_origins: Origins (scheme, host, port) from which a browser may call the API with the token.
                Needed for browser calls only.
            success_redirect_uri: Where Connect Link sends the user after success.
            error_redirect_uri: Where Connect Link sends the user after an error.
            webhook_uri: Where the outcome of each connection attempt is posted. No signature is documented for
                those requests; read the account again before trusting one.
            expires_in: Seconds the token is to be good for; 14400 when it is left out. Younger than the
                reference. (1 to 14400)
            scope: Scopes of the token, separated by spaces; `connect:*`, the most a Connect token can have,
                when it is left out. Younger than the reference.
            allow_progressive_scopes: Whether the user may grant only some of the app's OAuth scopes; no when it
                is left out. Younger than the reference.
            app_id: App (id or name slug) that the Connect Link is for. Younger than the reference.
            oauth_app_id: OAuth client that the Connect Link is for; wins over `app_id`. Younger than the
                reference.

        Returns:
            The `ConnectToken`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
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

        Tells whether a Connect token can be used to connect an account of an app, and what the page that does
        it has to know. That page is its main caller. A token that fails gives 200 too, with `success: false`
        and an `error`. The token proves itself, so no other credentials are needed, and there is no project and
        no environment to name. Younger than the reference.

        Args:
            ctok: The Connect token itself (`ctok_...`). It stands in the address, so keep addresses out of
                logs.
            app_id: App (id or name slug) to connect. Long required; may be left out when `account_id` or
                `app_override_id` tells the app.
            account_id: Account to connect anew (`apn_...`).
            oauth_app_id: OAuth client to connect with (`oa_...`).
            app_override_id: App override to connect with (`ao_...`).

        Returns:
            The `TokenValidation`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .tokens_validate import tokens_validate

        ctok = as_secret(ctok)  # a traceback shows local variables
        return self._sender.send(
            tokens_validate(
                ctok, app_id=app_id, account_id=account_id, oauth_app_id=oauth_app_id, app_override_id=app_override_id
            )
        )


class AsyncTokens:
    """Short-lived Connect tokens, with which one external user connects accounts."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

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

        Makes a short-lived token with which one external user connects accounts, to be handed to the browser.
        Each call makes a new one. Reference: "Tokens", "Create a new token". Limit there: 100 requests a minute
        for each external user.

        Args:
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            allowed_origins: Origins (scheme, host, port) from which a browser may call the API with the token.
                Needed for browser calls only.
            success_redirect_uri: Where Connect Link sends the user after success.
            error_redirect_uri: Where Connect Link sends the user after an error.
            webhook_uri: Where the outcome of each connection attempt is posted. No signature is documented for
                those requests; read the account again before trusting one.
            expires_in: Seconds the token is to be good for; 14400 when it is left out. Younger than the
                reference. (1 to 14400)
            scope: Scopes of the token, separated by spaces; `connect:*`, the most a Connect token can have,
                when it is left out. Younger than the reference.
            allow_progressive_scopes: Whether the user may grant only some of the app's OAuth scopes; no when it
                is left out. Younger than the reference.
            app_id: App (id or name slug) that the Connect Link is for. Younger than the reference.
            oauth_app_id: OAuth client that the Connect Link is for; wins over `app_id`. Younger than the
                reference.

        Returns:
            The `ConnectToken`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
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

        Tells whether a Connect token can be used to connect an account of an app, and what the page that does
        it has to know. That page is its main caller. A token that fails gives 200 too, with `success: false`
        and an `error`. The token proves itself, so no other credentials are needed, and there is no project and
        no environment to name. Younger than the reference.

        Args:
            ctok: The Connect token itself (`ctok_...`). It stands in the address, so keep addresses out of
                logs.
            app_id: App (id or name slug) to connect. Long required; may be left out when `account_id` or
                `app_override_id` tells the app.
            account_id: Account to connect anew (`apn_...`).
            oauth_app_id: OAuth client to connect with (`oa_...`).
            app_override_id: App override to connect with (`ao_...`).

        Returns:
            The `TokenValidation`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .tokens_validate import tokens_validate

        ctok = as_secret(ctok)  # a traceback shows local variables
        return await self._sender.send(
            tokens_validate(
                ctok, app_id=app_id, account_id=account_id, oauth_app_id=oauth_app_id, app_override_id=app_override_id
            )
        )
