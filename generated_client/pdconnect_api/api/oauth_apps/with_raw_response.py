# Generated from spec/resources/oauth_apps.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence

from ...arguments import as_secret
from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.o_auth_app import OAuthApp
from ...raw_response import APIResponse


class OauthAppsWithRawResponse:
    """The methods of `OauthApps`, which here return the HTTP response too."""

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
    ) -> APIResponse[OAuthApp]:
        """Create an OAuth app. See `OauthApps.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `OAuthApp`.
        """
        from .oauth_apps_create import oauth_apps_create

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        return self._sender.send_raw_response(
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

    def retrieve(self, id: str) -> APIResponse[OAuthApp]:
        """Retrieve an OAuth app. See `OauthApps.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `OAuthApp`.
        """
        from .oauth_apps_retrieve import oauth_apps_retrieve

        return self._sender.send_raw_response(oauth_apps_retrieve(self._sender.project_id, id))

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
    ) -> APIResponse[OAuthApp]:
        """Update an OAuth app. See `OauthApps.update`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `OAuthApp`.
        """
        from .oauth_apps_update import oauth_apps_update

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        return self._sender.send_raw_response(
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

    def delete(self, id: str) -> APIResponse[None]:
        """Delete an OAuth app. See `OauthApps.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .oauth_apps_delete import oauth_apps_delete

        return self._sender.send_raw_response(oauth_apps_delete(self._sender.project_id, id))

    def list(
        self,
        *,
        app: str | None = None,
        q: str | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[Page[OAuthApp]]:
        """List OAuth apps. See `OauthApps.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `OAuthApp`.
        """
        from .oauth_apps_list import oauth_apps_list

        return self._sender.paginate_raw_response(
            oauth_apps_list(self._sender.project_id, app=app, q=q, after=after, before=before, limit=limit)
        )


class AsyncOauthAppsWithRawResponse:
    """The methods of `AsyncOauthApps`, which here return the HTTP response too."""

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
    ) -> APIResponse[OAuthApp]:
        """Create an OAuth app. See `AsyncOauthApps.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `OAuthApp`.
        """
        from .oauth_apps_create import oauth_apps_create

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
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

    async def retrieve(self, id: str) -> APIResponse[OAuthApp]:
        """Retrieve an OAuth app. See `AsyncOauthApps.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `OAuthApp`.
        """
        from .oauth_apps_retrieve import oauth_apps_retrieve

        return await self._sender.send_raw_response(oauth_apps_retrieve(self._sender.project_id, id))

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
    ) -> APIResponse[OAuthApp]:
        """Update an OAuth app. See `AsyncOauthApps.update`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `OAuthApp`.
        """
        from .oauth_apps_update import oauth_apps_update

        client_secret = as_secret(client_secret)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
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

    async def delete(self, id: str) -> APIResponse[None]:
        """Delete an OAuth app. See `AsyncOauthApps.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .oauth_apps_delete import oauth_apps_delete

        return await self._sender.send_raw_response(oauth_apps_delete(self._sender.project_id, id))

    async def list(
        self,
        *,
        app: str | None = None,
        q: str | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[AsyncPage[OAuthApp]]:
        """List OAuth apps. See `AsyncOauthApps.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `OAuthApp`.
        """
        from .oauth_apps_list import oauth_apps_list

        return await self._sender.paginate_raw_response(
            oauth_apps_list(self._sender.project_id, app=app, q=q, after=after, before=before, limit=limit)
        )
