# Generated from spec/resources/oauth_apps.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...arguments import as_secret
from ...call import AsyncPages, AsyncSender, Page, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.o_auth_app import OAuthApp
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncOauthAppsWithRawResponse, OauthAppsWithRawResponse


class OauthApps:
    """Your own OAuth clients, used instead of Pipedream's."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> OauthAppsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import OauthAppsWithRawResponse

        return OauthAppsWithRawResponse(self._sender)

    def create(
        self,
        *,
        app: str,
        client_id: str | None = None,
        client_secret: str | None = None,
        name: str | None = None,
        description: str | None = None,
        scopes: Sequence[str] | None = None,
        additional_scopes: Sequence[str] | None = None,
    ) -> OAuthApp:
        """Create an OAuth app.

        Registers your own OAuth client for an app, so that users see your name when they connect. Each call
        creates another one. Not in the vendor's reference.

        Args:
            app: The app (id or name slug).
            client_id: The client's id at the app. Required in earlier versions; now it can be added later.
            client_secret: The client's secret at the app. Required in earlier versions; now it can be added
                later.
            name: Name of the client.
            description: Description of the client.
            scopes: The app's own scopes that users will be asked for.
            additional_scopes: More of the app's own scopes, which users may grant in addition.

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_create import oauth_apps_create

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        return self._sender.send(
            oauth_apps_create(
                self._sender.project_id,
                app=app,
                client_id=client_id,
                client_secret=client_secret,
                name=name,
                description=description,
                scopes=scopes,
                additional_scopes=additional_scopes,
            )
        )

    def retrieve(self, id: str) -> OAuthApp:
        """Retrieve an OAuth app.

        Reads one of your own OAuth clients, or one of Pipedream's. Not in the vendor's reference.

        Args:
            id: Id of the OAuth client (`oa_...`).

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_retrieve import oauth_apps_retrieve

        return self._sender.send(oauth_apps_retrieve(self._sender.project_id, id))

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        description: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        scopes: Sequence[str] | None = None,
        additional_scopes: Sequence[str] | None = None,
    ) -> OAuthApp:
        """Update an OAuth app.

        Changes an OAuth client. Properties that are left out are unchanged; so is the secret when it is blank.
        The app cannot be changed. Not in the vendor's reference.

        Args:
            id: Id of the OAuth client (`oa_...`).
            name: Name of the client.
            description: Description of the client.
            client_id: The client's id at the app.
            client_secret: The client's secret at the app. A blank one changes nothing.
            scopes: The app's own scopes that users will be asked for.
            additional_scopes: More of the app's own scopes, which users may grant in addition.

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_update import oauth_apps_update

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        return self._sender.send(
            oauth_apps_update(
                self._sender.project_id,
                id,
                name=name,
                description=description,
                client_id=client_id,
                client_secret=client_secret,
                scopes=scopes,
                additional_scopes=additional_scopes,
            )
        )

    def delete(self, id: str) -> None:
        """Delete an OAuth app.

        Deletes an OAuth client. A client that is still in use cannot be deleted; the service responds with 400.
        Not in the vendor's reference.

        Args:
            id: Id of the OAuth client (`oa_...`).

        Returns:
            None; the service responds with 204.

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
        from .oauth_apps_delete import oauth_apps_delete

        return self._sender.send(oauth_apps_delete(self._sender.project_id, id))

    def list(
        self,
        *,
        app: str | None = None,
        q: str | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> Page[OAuthApp]:
        """List OAuth apps.

        Lists your own OAuth clients that the project can use. Secrets are never returned. Not in the vendor's
        reference.

        Args:
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).
            q: Text to search for in the OAuth clients.
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            The first page of `OAuthApp`; iterating over it yields the items of all pages.

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
        from .oauth_apps_list import oauth_apps_list

        return self._sender.paginate(
            oauth_apps_list(self._sender.project_id, app=app, q=q, after=after, before=before, limit=limit)
        )


class AsyncOauthApps:
    """Your own OAuth clients, used instead of Pipedream's."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncOauthAppsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncOauthAppsWithRawResponse

        return AsyncOauthAppsWithRawResponse(self._sender)

    async def create(
        self,
        *,
        app: str,
        client_id: str | None = None,
        client_secret: str | None = None,
        name: str | None = None,
        description: str | None = None,
        scopes: Sequence[str] | None = None,
        additional_scopes: Sequence[str] | None = None,
    ) -> OAuthApp:
        """Create an OAuth app.

        Registers your own OAuth client for an app, so that users see your name when they connect. Each call
        creates another one. Not in the vendor's reference.

        Args:
            app: The app (id or name slug).
            client_id: The client's id at the app. Required in earlier versions; now it can be added later.
            client_secret: The client's secret at the app. Required in earlier versions; now it can be added
                later.
            name: Name of the client.
            description: Description of the client.
            scopes: The app's own scopes that users will be asked for.
            additional_scopes: More of the app's own scopes, which users may grant in addition.

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_create import oauth_apps_create

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        return await self._sender.send(
            oauth_apps_create(
                self._sender.project_id,
                app=app,
                client_id=client_id,
                client_secret=client_secret,
                name=name,
                description=description,
                scopes=scopes,
                additional_scopes=additional_scopes,
            )
        )

    async def retrieve(self, id: str) -> OAuthApp:
        """Retrieve an OAuth app.

        Reads one of your own OAuth clients, or one of Pipedream's. Not in the vendor's reference.

        Args:
            id: Id of the OAuth client (`oa_...`).

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_retrieve import oauth_apps_retrieve

        return await self._sender.send(oauth_apps_retrieve(self._sender.project_id, id))

    async def update(
        self,
        id: str,
        *,
        name: str | None = None,
        description: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        scopes: Sequence[str] | None = None,
        additional_scopes: Sequence[str] | None = None,
    ) -> OAuthApp:
        """Update an OAuth app.

        Changes an OAuth client. Properties that are left out are unchanged; so is the secret when it is blank.
        The app cannot be changed. Not in the vendor's reference.

        Args:
            id: Id of the OAuth client (`oa_...`).
            name: Name of the client.
            description: Description of the client.
            client_id: The client's id at the app.
            client_secret: The client's secret at the app. A blank one changes nothing.
            scopes: The app's own scopes that users will be asked for.
            additional_scopes: More of the app's own scopes, which users may grant in addition.

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_update import oauth_apps_update

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        return await self._sender.send(
            oauth_apps_update(
                self._sender.project_id,
                id,
                name=name,
                description=description,
                client_id=client_id,
                client_secret=client_secret,
                scopes=scopes,
                additional_scopes=additional_scopes,
            )
        )

    async def delete(self, id: str) -> None:
        """Delete an OAuth app.

        Deletes an OAuth client. A client that is still in use cannot be deleted; the service responds with 400.
        Not in the vendor's reference.

        Args:
            id: Id of the OAuth client (`oa_...`).

        Returns:
            None; the service responds with 204.

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
        from .oauth_apps_delete import oauth_apps_delete

        return await self._sender.send(oauth_apps_delete(self._sender.project_id, id))

    def list(
        self,
        *,
        app: str | None = None,
        q: str | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[OAuthApp]:
        """List OAuth apps.

        Lists your own OAuth clients that the project can use. Secrets are never returned. Not in the vendor's
        reference.

        Args:
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).
            q: Text to search for in the OAuth clients.
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            Pages of `OAuthApp`: await it for the first page, or iterate over the items of all pages with `async for`.

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
        from .oauth_apps_list import oauth_apps_list

        return self._sender.paginate(
            oauth_apps_list(self._sender.project_id, app=app, q=q, after=after, before=before, limit=limit)
        )


set_lazy_annotations(
    globals(), {"AsyncOauthAppsWithRawResponse": ".with_raw_response", "OauthAppsWithRawResponse": ".with_raw_response"}
)
