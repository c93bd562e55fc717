# Generated from spec/resources/app_categories.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from ...call import AsyncSender, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.app_category import AppCategory
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AppCategoriesWithRawResponse, AsyncAppCategoriesWithRawResponse


class AppCategories:
    """The categories of apps."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AppCategoriesWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AppCategoriesWithRawResponse

        return AppCategoriesWithRawResponse(self._sender)

    def retrieve(self, id: str) -> AppCategory:
        """Retrieve an app category.

        Reads one category of apps. Not in the vendor's reference.

        Args:
            id: Id of the category (`appcat_...`).

        Returns:
            The `AppCategory`.

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
        from .app_categories_retrieve import app_categories_retrieve

        return self._sender.send(app_categories_retrieve(id))

    def list(self) -> builtins.list[AppCategory]:
        """List app categories.

        Lists the categories that apps are sorted into, as a plain array, without pages. They are the same for
        every project. Not in the vendor's reference.

        Returns:
            A list of `AppCategory`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .app_categories_list import app_categories_list

        return self._sender.send(app_categories_list())


class AsyncAppCategories:
    """The categories of apps."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncAppCategoriesWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncAppCategoriesWithRawResponse

        return AsyncAppCategoriesWithRawResponse(self._sender)

    async def retrieve(self, id: str) -> AppCategory:
        """Retrieve an app category.

        Reads one category of apps. Not in the vendor's reference.

        Args:
            id: Id of the category (`appcat_...`).

        Returns:
            The `AppCategory`.

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
        from .app_categories_retrieve import app_categories_retrieve

        return await self._sender.send(app_categories_retrieve(id))

    async def list(self) -> builtins.list[AppCategory]:
        """List app categories.

        Lists the categories that apps are sorted into, as a plain array, without pages. They are the same for
        every project. Not in the vendor's reference.

        Returns:
            A list of `AppCategory`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .app_categories_list import app_categories_list

        return await self._sender.send(app_categories_list())


set_lazy_annotations(
    globals(),
    {"AsyncAppCategoriesWithRawResponse": ".with_raw_response", "AppCategoriesWithRawResponse": ".with_raw_response"},
)
