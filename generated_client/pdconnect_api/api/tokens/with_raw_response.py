# Generated from spec/resources/tokens.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence

from ...arguments import as_secret
from ...call import AsyncSender, Sender
from ...models.connect_token import ConnectToken
from ...models.token_validation import TokenValidation
from ...raw_response import APIResponse


class TokensWithRawResponse:
    """The methods of `Tokens`, which here return the HTTP response too."""

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
    ) -> APIResponse[ConnectToken]:
        """Create a Connect token. See `Tokens.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ConnectToken`.
        """
        from .tokens_create import tokens_create

        return self._sender.send_raw_response(
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
    ) -> APIResponse[TokenValidation]:
        """Validate a Connect token. See `Tokens.validate`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TokenValidation`.
        """
        from .tokens_validate import tokens_validate

        ctok = as_secret(ctok)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            tokens_validate(
                ctok, app_id=app_id, account_id=account_id, oauth_app_id=oauth_app_id, app_override_id=app_override_id
            )
        )


class AsyncTokensWithRawResponse:
    """The methods of `AsyncTokens`, which here return the HTTP response too."""

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
    ) -> APIResponse[ConnectToken]:
        """Create a Connect token. See `AsyncTokens.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ConnectToken`.
        """
        from .tokens_create import tokens_create

        return await self._sender.send_raw_response(
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
    ) -> APIResponse[TokenValidation]:
        """Validate a Connect token. See `AsyncTokens.validate`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TokenValidation`.
        """
        from .tokens_validate import tokens_validate

        ctok = as_secret(ctok)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            tokens_validate(
                ctok, app_id=app_id, account_id=account_id, oauth_app_id=oauth_app_id, app_override_id=app_override_id
            )
        )
