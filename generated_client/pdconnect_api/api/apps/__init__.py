# Generated from spec/resources/apps.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...call import AsyncPages, AsyncSender, Page, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.app import App
from ...models.app_sort_direction import AppSortDirection
from ...models.app_sort_key import AppSortKey
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AppsWithRawResponse, AsyncAppsWithRawResponse


class Apps:
    """The catalog of apps that accounts can be connected to."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AppsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AppsWithRawResponse

        return AppsWithRawResponse(self._sender)

    def retrieve(self, app_id: str) -> App:
        """Retrieve an app.

        Reads one app, with the fields that a user fills in to connect it. Not in the vendor's reference.

        Args:
            app_id: Id of the app (`app_...`) or its name slug.

        Returns:
            The `App`.

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
        from .apps_retrieve import apps_retrieve

        return self._sender.send(apps_retrieve(app_id))

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
    ) -> Page[App]:
        """List apps.

        Lists the apps that accounts can be connected to. They are the same for every project, so the request
        names neither project nor environment. The reference mentions it ("List apps") without a path.

        Args:
            q: Text to search for in the names of the apps.
            category_ids: Only apps in these categories (`appcat_...`). Whether an app must be in one of them or
                in all is not known.
            has_components: `true`: only apps with components; `false`: only apps without.
            has_actions: `true`: only apps with actions; `false`: only apps without.
            has_triggers: `true`: only apps with triggers; `false`: only apps without.
            sort_key: Sort key. Default: `name_slug`. (one of `name`, `name_slug`, `featured_weight`)
            sort_direction: Sort direction. Default: `asc`. (one of `asc`, `desc`)
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            The first page of `App`; iterating over it yields the items of all pages.

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
        from .apps_list import apps_list

        return self._sender.paginate(
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


class AsyncApps:
    """The catalog of apps that accounts can be connected to."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncAppsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncAppsWithRawResponse

        return AsyncAppsWithRawResponse(self._sender)

    async def retrieve(self, app_id: str) -> App:
        """Retrieve an app.

        Reads one app, with the fields that a user fills in to connect it. Not in the vendor's reference.

        Args:
            app_id: Id of the app (`app_...`) or its name slug.

        Returns:
            The `App`.

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
        from .apps_retrieve import apps_retrieve

        return await self._sender.send(apps_retrieve(app_id))

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
    ) -> AsyncPages[App]:
        """List apps.

        Lists the apps that accounts can be connected to. They are the same for every project, so the request
        names neither project nor environment. The reference mentions it ("List apps") without a path.

        Args:
            q: Text to search for in the names of the apps.
            category_ids: Only apps in these categories (`appcat_...`). Whether an app must be in one of them or
                in all is not known.
            has_components: `true`: only apps with components; `false`: only apps without.
            has_actions: `true`: only apps with actions; `false`: only apps without.
            has_triggers: `true`: only apps with triggers; `false`: only apps without.
            sort_key: Sort key. Default: `name_slug`. (one of `name`, `name_slug`, `featured_weight`)
            sort_direction: Sort direction. Default: `asc`. (one of `asc`, `desc`)
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            Pages of `App`: await it for the first page, or iterate over the items of all pages with `async for`.

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
        from .apps_list import apps_list

        return self._sender.paginate(
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


set_lazy_annotations(
    globals(), {"AsyncAppsWithRawResponse": ".with_raw_response", "AppsWithRawResponse": ".with_raw_response"}
)
