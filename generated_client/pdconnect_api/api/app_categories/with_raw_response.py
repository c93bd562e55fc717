# Generated from spec/resources/app_categories.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins

from ...call import AsyncSender, Sender
from ...models.app_category import AppCategory
from ...raw_response import APIResponse


class AppCategoriesWithRawResponse:
    """The methods of `AppCategories`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def retrieve(self, id: str) -> APIResponse[AppCategory]:
        """Retrieve an app category. See `AppCategories.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `AppCategory`.
        """
        from .app_categories_retrieve import app_categories_retrieve

        return self._sender.send_raw_response(app_categories_retrieve(id))

    def list(self) -> APIResponse[builtins.list[AppCategory]]:
        """List app categories. See `AppCategories.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[AppCategory]`.
        """
        from .app_categories_list import app_categories_list

        return self._sender.send_raw_response(app_categories_list())


class AsyncAppCategoriesWithRawResponse:
    """The methods of `AsyncAppCategories`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def retrieve(self, id: str) -> APIResponse[AppCategory]:
        """Retrieve an app category. See `AsyncAppCategories.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `AppCategory`.
        """
        from .app_categories_retrieve import app_categories_retrieve

        return await self._sender.send_raw_response(app_categories_retrieve(id))

    async def list(self) -> APIResponse[builtins.list[AppCategory]]:
        """List app categories. See `AsyncAppCategories.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[AppCategory]`.
        """
        from .app_categories_list import app_categories_list

        return await self._sender.send_raw_response(app_categories_list())
