# Generated from spec/resources/apps.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence

from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.app import App
from ...models.app_sort_direction import AppSortDirection
from ...models.app_sort_key import AppSortKey
from ...raw_response import APIResponse


class AppsWithRawResponse:
    """The methods of `Apps`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def retrieve(self, app_id: str) -> APIResponse[App]:
        """Retrieve an app. See `Apps.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `App`.
        """
        from .apps_retrieve import apps_retrieve

        return self._sender.send_raw_response(apps_retrieve(app_id))

    def list(
        self,
        *,
        q: str | None = None,
        category_ids: Sequence[str] | None = None,
        has_components: bool | None = None,
        has_actions: bool | None = None,
        has_triggers: bool | None = None,
        sort_key: AppSortKey | None = None,
        sort_direction: AppSortDirection | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[Page[App]]:
        """List apps. See `Apps.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `App`.
        """
        from .apps_list import apps_list

        return self._sender.paginate_raw_response(
            apps_list(
                q=q,
                category_ids=category_ids,
                has_components=has_components,
                has_actions=has_actions,
                has_triggers=has_triggers,
                sort_key=sort_key,
                sort_direction=sort_direction,
                after=after,
                before=before,
                limit=limit,
            )
        )


class AsyncAppsWithRawResponse:
    """The methods of `AsyncApps`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def retrieve(self, app_id: str) -> APIResponse[App]:
        """Retrieve an app. See `AsyncApps.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `App`.
        """
        from .apps_retrieve import apps_retrieve

        return await self._sender.send_raw_response(apps_retrieve(app_id))

    async def list(
        self,
        *,
        q: str | None = None,
        category_ids: Sequence[str] | None = None,
        has_components: bool | None = None,
        has_actions: bool | None = None,
        has_triggers: bool | None = None,
        sort_key: AppSortKey | None = None,
        sort_direction: AppSortDirection | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[AsyncPage[App]]:
        """List apps. See `AsyncApps.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `App`.
        """
        from .apps_list import apps_list

        return await self._sender.paginate_raw_response(
            apps_list(
                q=q,
                category_ids=category_ids,
                has_components=has_components,
                has_actions=has_actions,
                has_triggers=has_triggers,
                sort_key=sort_key,
                sort_direction=sort_direction,
                after=after,
                before=before,
                limit=limit,
            )
        )
