# Generated from spec/resources/app_categories.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins

from ...call import AsyncSender, Sender
from ...models.app_category import AppCategory


class AppCategories:
    """What kinds of apps there are."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def retrieve(self, id: str) -> AppCategory:
        """Retrieve an app category.

        Reads one category of apps. Younger than the reference.

        Args:
            id: Id of the category (`appcat_...`).

        Returns:
            The `AppCategory`.

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
        from .app_categories_retrieve import app_categories_retrieve

        return self._sender.send(app_categories_retrieve(id))

    def list(self) -> builtins.list[AppCategory]:
        """List app categories.

        Lists the categories that apps are sorted into, as a bare array, all at once. They are the same for
        every project. Younger than the reference.

        Returns:
            A list of `AppCategory`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .app_categories_list import app_categories_list

        return self._sender.send(app_categories_list())


class AsyncAppCategories:
    """What kinds of apps there are."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def retrieve(self, id: str) -> AppCategory:
        """Retrieve an app category.

        Reads one category of apps. Younger than the reference.

        Args:
            id: Id of the category (`appcat_...`).

        Returns:
            The `AppCategory`.

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
        from .app_categories_retrieve import app_categories_retrieve

        return await self._sender.send(app_categories_retrieve(id))

    async def list(self) -> builtins.list[AppCategory]:
        """List app categories.

        Lists the categories that apps are sorted into, as a bare array, all at once. They are the same for
        every project. Younger than the reference.

        Returns:
            A list of `AppCategory`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .app_categories_list import app_categories_list

        return await self._sender.send(app_categories_list())
