# Generated from spec/resources/accounts.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from ...arguments import as_secret
from ...call import AsyncPages, AsyncSender, Page, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.account import Account
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AccountsWithRawResponse, AsyncAccountsWithRawResponse


class Accounts:
    """Accounts that external users have connected, and their credentials."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AccountsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AccountsWithRawResponse

        return AccountsWithRawResponse(self._sender)

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
    ) -> Account:
        """Create an account.

        Connects an account of an app with keys, from the values that a user has entered, instead of Connect
        Link. Only a Connect token authorizes this request; it identifies the user and the environment. With
        `account_id` the credentials of that account are replaced. Without it each call creates another account,
        so do not simply repeat a request whose response was lost. Not in the vendor's reference.

        Args:
            app_slug: Name slug of the app.
            cfmap_json: JSON text of an object: the values by the names of the app's custom fields (see
                `custom_fields_json` of the app). It contains the keys themselves.
            connect_token: A Connect token of the user.
            external_user_id: Your own id of the user who connects the account; the same as in the Connect
                token. (at most 250 characters)
            oauth_app_id: OAuth client that the account will belong to (`oa_...`).
            name: Name of the account.
            account_id: Account whose values are replaced by these. It must have the same user, environment and
                app.
            app_override_id: App override that provides the other custom fields (`ao_...`).

        Returns:
            The `Account`.

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
        from .accounts_create import accounts_create

        cfmap_json = as_secret(cfmap_json)  # tracebacks can show local variables
        connect_token = as_secret(connect_token)  # tracebacks can show local variables
        return self._sender.send(
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

    def retrieve(self, account_id: str, *, include_credentials: bool | None = None) -> Account:
        """Retrieve an account.

        Reads one account of any user. Reference: "Accounts", "Retrieve account details by ID"; its examples
        wrap the account in `data`, the service does not. Shares the limit of "List accounts".

        Args:
            account_id: Id of the connected account (`apn_...`).
            include_credentials: `true` adds the credentials, which must never reach a browser. For OAuth apps
                in production, the account must have been connected with your own OAuth client; credentials of
                Pipedream's clients were readable in development only. Leave it out instead of sending `false`.

        Returns:
            The `Account`.

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
        from .accounts_retrieve import accounts_retrieve

        return self._sender.send(
            accounts_retrieve(self._sender.project_id, account_id, include_credentials=include_credentials)
        )

    def delete(self, account_id: str) -> None:
        """Delete an account.

        Deletes one account and every deployed trigger that uses it. A second DELETE returns 404. Reference:
        "Accounts", "Delete connected account".

        Args:
            account_id: Id of the connected account (`apn_...`).

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .accounts_delete import accounts_delete

        return self._sender.send(accounts_delete(self._sender.project_id, account_id))

    def delete_by_app(self, app_id: str) -> None:
        """Delete all accounts of an app.

        Deletes every account of one app, for all external users in this project and environment. This cannot be
        undone. Reference: "Accounts", "Delete all connected accounts for an app".

        Args:
            app_id: For OAuth apps: the id of the OAuth client (`oa_...`). For apps with keys: the app's name
                slug.

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .accounts_delete_by_app import accounts_delete_by_app

        return self._sender.send(accounts_delete_by_app(self._sender.project_id, app_id))

    def list_by_external_user(
        self, external_user_id: str, *, include_credentials: bool | None = None, app: str | None = None
    ) -> builtins.list[Account]:
        """List the accounts of an external user.

        Lists the accounts of one external user as a plain array, without pages. "List accounts" with
        `external_user_id` returns the same in pages; both share one rate limit. Not in the vendor's reference.

        Args:
            external_user_id: Your own id of the user. Percent-encode it: ids may contain slashes and other
                reserved characters. (at most 250 characters)
            include_credentials: `true` adds the credentials, which must never reach a browser. For OAuth apps
                in production, the account must have been connected with your own OAuth client; credentials of
                Pipedream's clients were readable in development only. Leave it out instead of sending `false`.
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).

        Returns:
            A list of `Account`.

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
        from .accounts_list_by_external_user import accounts_list_by_external_user

        return self._sender.send(
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
    ) -> Page[Account]:
        """List accounts.

        Lists the connected accounts of all external users of the project, or those that match the filters. To
        read the credentials of one user, prefer this operation with `external_user_id` over retrieving by id,
        which does not check who owns the account. Reference: "Accounts", "List all accounts"; its example has
        one more level (`data.accounts`). Limit there: 100 requests a minute for all account reads together;
        later the service counted per project and included DELETE.

        Args:
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).
            oauth_app_id: Only items of this OAuth client (`oa_...`).
            external_user_id: Only items of this external user, by your own id. (at most 250 characters)
            include_credentials: `true` adds the credentials, which must never reach a browser. For OAuth apps
                in production, the account must have been connected with your own OAuth client; credentials of
                Pipedream's clients were readable in development only. Leave it out instead of sending `false`.
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            The first page of `Account`; iterating over it yields the items of all pages.

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
        from .accounts_list import accounts_list

        return self._sender.paginate(
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


class AsyncAccounts:
    """Accounts that external users have connected, and their credentials."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncAccountsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncAccountsWithRawResponse

        return AsyncAccountsWithRawResponse(self._sender)

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
    ) -> Account:
        """Create an account.

        Connects an account of an app with keys, from the values that a user has entered, instead of Connect
        Link. Only a Connect token authorizes this request; it identifies the user and the environment. With
        `account_id` the credentials of that account are replaced. Without it each call creates another account,
        so do not simply repeat a request whose response was lost. Not in the vendor's reference.

        Args:
            app_slug: Name slug of the app.
            cfmap_json: JSON text of an object: the values by the names of the app's custom fields (see
                `custom_fields_json` of the app). It contains the keys themselves.
            connect_token: A Connect token of the user.
            external_user_id: Your own id of the user who connects the account; the same as in the Connect
                token. (at most 250 characters)
            oauth_app_id: OAuth client that the account will belong to (`oa_...`).
            name: Name of the account.
            account_id: Account whose values are replaced by these. It must have the same user, environment and
                app.
            app_override_id: App override that provides the other custom fields (`ao_...`).

        Returns:
            The `Account`.

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
        from .accounts_create import accounts_create

        cfmap_json = as_secret(cfmap_json)  # tracebacks can show local variables
        connect_token = as_secret(connect_token)  # tracebacks can show local variables
        return await self._sender.send(
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

    async def retrieve(self, account_id: str, *, include_credentials: bool | None = None) -> Account:
        """Retrieve an account.

        Reads one account of any user. Reference: "Accounts", "Retrieve account details by ID"; its examples
        wrap the account in `data`, the service does not. Shares the limit of "List accounts".

        Args:
            account_id: Id of the connected account (`apn_...`).
            include_credentials: `true` adds the credentials, which must never reach a browser. For OAuth apps
                in production, the account must have been connected with your own OAuth client; credentials of
                Pipedream's clients were readable in development only. Leave it out instead of sending `false`.

        Returns:
            The `Account`.

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
        from .accounts_retrieve import accounts_retrieve

        return await self._sender.send(
            accounts_retrieve(self._sender.project_id, account_id, include_credentials=include_credentials)
        )

    async def delete(self, account_id: str) -> None:
        """Delete an account.

        Deletes one account and every deployed trigger that uses it. A second DELETE returns 404. Reference:
        "Accounts", "Delete connected account".

        Args:
            account_id: Id of the connected account (`apn_...`).

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .accounts_delete import accounts_delete

        return await self._sender.send(accounts_delete(self._sender.project_id, account_id))

    async def delete_by_app(self, app_id: str) -> None:
        """Delete all accounts of an app.

        Deletes every account of one app, for all external users in this project and environment. This cannot be
        undone. Reference: "Accounts", "Delete all connected accounts for an app".

        Args:
            app_id: For OAuth apps: the id of the OAuth client (`oa_...`). For apps with keys: the app's name
                slug.

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .accounts_delete_by_app import accounts_delete_by_app

        return await self._sender.send(accounts_delete_by_app(self._sender.project_id, app_id))

    async def list_by_external_user(
        self, external_user_id: str, *, include_credentials: bool | None = None, app: str | None = None
    ) -> builtins.list[Account]:
        """List the accounts of an external user.

        Lists the accounts of one external user as a plain array, without pages. "List accounts" with
        `external_user_id` returns the same in pages; both share one rate limit. Not in the vendor's reference.

        Args:
            external_user_id: Your own id of the user. Percent-encode it: ids may contain slashes and other
                reserved characters. (at most 250 characters)
            include_credentials: `true` adds the credentials, which must never reach a browser. For OAuth apps
                in production, the account must have been connected with your own OAuth client; credentials of
                Pipedream's clients were readable in development only. Leave it out instead of sending `false`.
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).

        Returns:
            A list of `Account`.

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
        from .accounts_list_by_external_user import accounts_list_by_external_user

        return await self._sender.send(
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
    ) -> AsyncPages[Account]:
        """List accounts.

        Lists the connected accounts of all external users of the project, or those that match the filters. To
        read the credentials of one user, prefer this operation with `external_user_id` over retrieving by id,
        which does not check who owns the account. Reference: "Accounts", "List all accounts"; its example has
        one more level (`data.accounts`). Limit there: 100 requests a minute for all account reads together;
        later the service counted per project and included DELETE.

        Args:
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).
            oauth_app_id: Only items of this OAuth client (`oa_...`).
            external_user_id: Only items of this external user, by your own id. (at most 250 characters)
            include_credentials: `true` adds the credentials, which must never reach a browser. For OAuth apps
                in production, the account must have been connected with your own OAuth client; credentials of
                Pipedream's clients were readable in development only. Leave it out instead of sending `false`.
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            Pages of `Account`: await it for the first page, or iterate over the items of all pages with `async for`.

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
        from .accounts_list import accounts_list

        return self._sender.paginate(
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


set_lazy_annotations(
    globals(), {"AsyncAccountsWithRawResponse": ".with_raw_response", "AccountsWithRawResponse": ".with_raw_response"}
)
