# Generated from spec/resources/app_overrides.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping

from ...arguments import UNSET, Unset
from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.app_override import AppOverride
from ...raw_response import APIResponse


class AppOverridesWithRawResponse:
    """The methods of `AppOverrides`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self, *, app: str, name: str, oauth_app_id: str | None = None, cfmap: Mapping[str, object] | None = None
    ) -> APIResponse[AppOverride]:
        """Create an app override. See `AppOverrides.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `AppOverride`.
        """
        from .app_overrides_create import app_overrides_create

        return self._sender.send_raw_response(
            app_overrides_create(self._sender.project_id, app=app, name=name, oauth_app_id=oauth_app_id, cfmap=cfmap)
        )

    def retrieve(self, id: str) -> APIResponse[AppOverride]:
        """Retrieve an app override. See `AppOverrides.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `AppOverride`.
        """
        from .app_overrides_retrieve import app_overrides_retrieve

        return self._sender.send_raw_response(app_overrides_retrieve(self._sender.project_id, id))

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        oauth_app_id: str | None | Unset = UNSET,
        cfmap: Mapping[str, object] | None = None,
    ) -> APIResponse[AppOverride]:
        """Update an app override. See `AppOverrides.update`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `AppOverride`.
        """
        from .app_overrides_update import app_overrides_update

        return self._sender.send_raw_response(
            app_overrides_update(self._sender.project_id, id, name=name, oauth_app_id=oauth_app_id, cfmap=cfmap)
        )

    def delete(self, id: str) -> APIResponse[None]:
        """Delete an app override. See `AppOverrides.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .app_overrides_delete import app_overrides_delete

        return self._sender.send_raw_response(app_overrides_delete(self._sender.project_id, id))

    def list(
        self, *, app: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> APIResponse[Page[AppOverride]]:
        """List app overrides. See `AppOverrides.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `AppOverride`.
        """
        from .app_overrides_list import app_overrides_list

        return self._sender.paginate_raw_response(
            app_overrides_list(self._sender.project_id, app=app, after=after, before=before, limit=limit)
        )


class AsyncAppOverridesWithRawResponse:
    """The methods of `AsyncAppOverrides`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(
        self, *, app: str, name: str, oauth_app_id: str | None = None, cfmap: Mapping[str, object] | None = None
    ) -> APIResponse[AppOverride]:
        """Create an app override. See `AsyncAppOverrides.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `AppOverride`.
        """
        from .app_overrides_create import app_overrides_create

        return await self._sender.send_raw_response(
            app_overrides_create(self._sender.project_id, app=app, name=name, oauth_app_id=oauth_app_id, cfmap=cfmap)
        )

    async def retrieve(self, id: str) -> APIResponse[AppOverride]:
        """Retrieve an app override. See `AsyncAppOverrides.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `AppOverride`.
        """
        from .app_overrides_retrieve import app_overrides_retrieve

        return await self._sender.send_raw_response(app_overrides_retrieve(self._sender.project_id, id))

    async def update(
        self,
        id: str,
        *,
        name: str | None = None,
        oauth_app_id: str | None | Unset = UNSET,
        cfmap: Mapping[str, object] | None = None,
    ) -> APIResponse[AppOverride]:
        """Update an app override. See `AsyncAppOverrides.update`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `AppOverride`.
        """
        from .app_overrides_update import app_overrides_update

        return await self._sender.send_raw_response(
            app_overrides_update(self._sender.project_id, id, name=name, oauth_app_id=oauth_app_id, cfmap=cfmap)
        )

    async def delete(self, id: str) -> APIResponse[None]:
        """Delete an app override. See `AsyncAppOverrides.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .app_overrides_delete import app_overrides_delete

        return await self._sender.send_raw_response(app_overrides_delete(self._sender.project_id, id))

    async def list(
        self, *, app: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> APIResponse[AsyncPage[AppOverride]]:
        """List app overrides. See `AsyncAppOverrides.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `AppOverride`.
        """
        from .app_overrides_list import app_overrides_list

        return await self._sender.paginate_raw_response(
            app_overrides_list(self._sender.project_id, app=app, after=after, before=before, limit=limit)
        )
