# Generated from spec/resources/accounts.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins

from ...arguments import as_secret
from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.account import Account
from ...raw_response import APIResponse


class AccountsWithRawResponse:
    """The methods of `Accounts`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self,
        *,
        app_slug: str,
        cfmap_json: str,
        connect_token: str,
        external_user_id: str | None = None,
        oauth_app_id: str | None = None,
        name: str | None = None,
        account_id: str | None = None,
        app_override_id: str | None = None,
    ) -> APIResponse[Account]:
        """Create an account. See `Accounts.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Account`.
        """
        from .accounts_create import accounts_create

        cfmap_json = as_secret(cfmap_json)  # tracebacks can show local variables
        connect_token = as_secret(connect_token)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            accounts_create(
                self._sender.project_id,
                app_slug=app_slug,
                cfmap_json=cfmap_json,
                connect_token=connect_token,
                external_user_id=external_user_id,
                oauth_app_id=oauth_app_id,
                name=name,
                account_id=account_id,
                app_override_id=app_override_id,
            )
        )

    def retrieve(self, account_id: str, *, include_credentials: bool | None = None) -> APIResponse[Account]:
        """Retrieve an account. See `Accounts.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Account`.
        """
        from .accounts_retrieve import accounts_retrieve

        return self._sender.send_raw_response(
            accounts_retrieve(self._sender.project_id, account_id, include_credentials=include_credentials)
        )

    def delete(self, account_id: str) -> APIResponse[None]:
        """Delete an account. See `Accounts.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .accounts_delete import accounts_delete

        return self._sender.send_raw_response(accounts_delete(self._sender.project_id, account_id))

    def delete_by_app(self, app_id: str) -> APIResponse[None]:
        """Delete all accounts of an app. See `Accounts.delete_by_app`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .accounts_delete_by_app import accounts_delete_by_app

        return self._sender.send_raw_response(accounts_delete_by_app(self._sender.project_id, app_id))

    def list_by_external_user(
        self, external_user_id: str, *, include_credentials: bool | None = None, app: str | None = None
    ) -> APIResponse[builtins.list[Account]]:
        """List the accounts of an external user. See `Accounts.list_by_external_user`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[Account]`.
        """
        from .accounts_list_by_external_user import accounts_list_by_external_user

        return self._sender.send_raw_response(
            accounts_list_by_external_user(
                self._sender.project_id, external_user_id, include_credentials=include_credentials, app=app
            )
        )

    def list(
        self,
        *,
        app: str | None = None,
        oauth_app_id: str | None = None,
        external_user_id: str | None = None,
        include_credentials: bool | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[Page[Account]]:
        """List accounts. See `Accounts.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Account`.
        """
        from .accounts_list import accounts_list

        return self._sender.paginate_raw_response(
            accounts_list(
                self._sender.project_id,
                app=app,
                oauth_app_id=oauth_app_id,
                external_user_id=external_user_id,
                include_credentials=include_credentials,
                after=after,
                before=before,
                limit=limit,
            )
        )


class AsyncAccountsWithRawResponse:
    """The methods of `AsyncAccounts`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(
        self,
        *,
        app_slug: str,
        cfmap_json: str,
        connect_token: str,
        external_user_id: str | None = None,
        oauth_app_id: str | None = None,
        name: str | None = None,
        account_id: str | None = None,
        app_override_id: str | None = None,
    ) -> APIResponse[Account]:
        """Create an account. See `AsyncAccounts.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Account`.
        """
        from .accounts_create import accounts_create

        cfmap_json = as_secret(cfmap_json)  # tracebacks can show local variables
        connect_token = as_secret(connect_token)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            accounts_create(
                self._sender.project_id,
                app_slug=app_slug,
                cfmap_json=cfmap_json,
                connect_token=connect_token,
                external_user_id=external_user_id,
                oauth_app_id=oauth_app_id,
                name=name,
                account_id=account_id,
                app_override_id=app_override_id,
            )
        )

    async def retrieve(self, account_id: str, *, include_credentials: bool | None = None) -> APIResponse[Account]:
        """Retrieve an account. See `AsyncAccounts.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Account`.
        """
        from .accounts_retrieve import accounts_retrieve

        return await self._sender.send_raw_response(
            accounts_retrieve(self._sender.project_id, account_id, include_credentials=include_credentials)
        )

    async def delete(self, account_id: str) -> APIResponse[None]:
        """Delete an account. See `AsyncAccounts.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .accounts_delete import accounts_delete

        return await self._sender.send_raw_response(accounts_delete(self._sender.project_id, account_id))

    async def delete_by_app(self, app_id: str) -> APIResponse[None]:
        """Delete all accounts of an app. See `AsyncAccounts.delete_by_app`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .accounts_delete_by_app import accounts_delete_by_app

        return await self._sender.send_raw_response(accounts_delete_by_app(self._sender.project_id, app_id))

    async def list_by_external_user(
        self, external_user_id: str, *, include_credentials: bool | None = None, app: str | None = None
    ) -> APIResponse[builtins.list[Account]]:
        """List the accounts of an external user. See `AsyncAccounts.list_by_external_user`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[Account]`.
        """
        from .accounts_list_by_external_user import accounts_list_by_external_user

        return await self._sender.send_raw_response(
            accounts_list_by_external_user(
                self._sender.project_id, external_user_id, include_credentials=include_credentials, app=app
            )
        )

    async def list(
        self,
        *,
        app: str | None = None,
        oauth_app_id: str | None = None,
        external_user_id: str | None = None,
        include_credentials: bool | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[AsyncPage[Account]]:
        """List accounts. See `AsyncAccounts.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Account`.
        """
        from .accounts_list import accounts_list

        return await self._sender.paginate_raw_response(
            accounts_list(
                self._sender.project_id,
                app=app,
                oauth_app_id=oauth_app_id,
                external_user_id=external_user_id,
                include_credentials=include_credentials,
                after=after,
                before=before,
                limit=limit,
            )
        )
