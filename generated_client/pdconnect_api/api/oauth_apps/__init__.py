# Generated from spec/resources/oauth_apps.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence

from ...arguments import as_secret
from ...call import AsyncPages, AsyncSender, Page, Sender
from ...models.o_auth_app import OAuthApp


class OauthApps:
    """OAuth clients of your own, in place of Pipedream's."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

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

        Registers an OAuth client of your own for an app, so that users see your name when they connect. Each
        call makes another one. Younger than the reference.

        Args:
            app: The app (id or name slug).
            client_id: The client's id at the app. Long required; now it can be added later.
            client_secret: The client's secret at the app. Long required; now it can be added later.
            name: Name of the client.
            description: What the client is.
            scopes: The app's own scopes that users are to be asked for.
            additional_scopes: More of the app's own scopes, which users may grant on top.

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_create import oauth_apps_create

        client_secret = as_secret(client_secret)  # a traceback shows local variables
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

        Reads one OAuth client of your own, or one of Pipedream's. Younger than the reference.

        Args:
            id: Id of the OAuth client (`oa_...`).

        Returns:
            The `OAuthApp`.

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

        Changes an OAuth client. What is left out stays as it is; so does the secret when it is blank. The app
        cannot be changed. Younger than the reference.

        Args:
            id: Id of the OAuth client (`oa_...`).
            name: Name of the client.
            description: What the client is.
            client_id: The client's id at the app.
            client_secret: The client's secret at the app; a blank one changes nothing.
            scopes: The app's own scopes that users are to be asked for.
            additional_scopes: More of the app's own scopes, which users may grant on top.

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_update import oauth_apps_update

        client_secret = as_secret(client_secret)  # a traceback shows local variables
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

        Deletes an OAuth client. One that is still in use cannot be deleted and gives 400. Younger than the
        reference.

        Args:
            id: Id of the OAuth client (`oa_...`).

        Returns:
            Nothing; the service answers 204.

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

        Lists the OAuth clients of your own that the project can use. Secrets are never told. Younger than the
        reference.

        Args:
            app: Only what belongs to this app; its id (`app_OkrhR1`) or its name slug (`slack`).
            q: Text to search for in the OAuth clients.
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            The first page of `OAuthApp`; iterating it walks every page.

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
        from .oauth_apps_list import oauth_apps_list

        return self._sender.paginate(
            oauth_apps_list(self._sender.project_id, app=app, q=q, after=after, before=before, limit=limit)
        )


class AsyncOauthApps:
    """OAuth clients of your own, in place of Pipedream's."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

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

        Registers an OAuth client of your own for an app, so that users see your name when they connect. Each
        call makes another one. Younger than the reference.

        Args:
            app: The app (id or name slug).
            client_id: The client's id at the app. Long required; now it can be added later.
            client_secret: The client's secret at the app. Long required; now it can be added later.
            name: Name of the client.
            description: What the client is.
            scopes: The app's own scopes that users are to be asked for.
            additional_scopes: More of the app's own scopes, which users may grant on top.

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_create import oauth_apps_create

        client_secret = as_secret(client_secret)  # a traceback shows local variables
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

        Reads one OAuth client of your own, or one of Pipedream's. Younger than the reference.

        Args:
            id: Id of the OAuth client (`oa_...`).

        Returns:
            The `OAuthApp`.

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

        Changes an OAuth client. What is left out stays as it is; so does the secret when it is blank. The app
        cannot be changed. Younger than the reference.

        Args:
            id: Id of the OAuth client (`oa_...`).
            name: Name of the client.
            description: What the client is.
            client_id: The client's id at the app.
            client_secret: The client's secret at the app; a blank one changes nothing.
            scopes: The app's own scopes that users are to be asked for.
            additional_scopes: More of the app's own scopes, which users may grant on top.

        Returns:
            The `OAuthApp`.

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
        from .oauth_apps_update import oauth_apps_update

        client_secret = as_secret(client_secret)  # a traceback shows local variables
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

        Deletes an OAuth client. One that is still in use cannot be deleted and gives 400. Younger than the
        reference.

        Args:
            id: Id of the OAuth client (`oa_...`).

        Returns:
            Nothing; the service answers 204.

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

        Lists the OAuth clients of your own that the project can use. Secrets are never told. Younger than the
        reference.

        Args:
            app: Only what belongs to this app; its id (`app_OkrhR1`) or its name slug (`slack`).
            q: Text to search for in the OAuth clients.
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            Pages of `OAuthApp`: await it for the first page, or walk every page with `async for`.

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
        from .oauth_apps_list import oauth_apps_list

        return self._sender.paginate(
            oauth_apps_list(self._sender.project_id, app=app, q=q, after=after, before=before, limit=limit)
        )
