# Generated from spec/resources/app_overrides.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...arguments import UNSET, Unset
from ...call import AsyncPages, AsyncSender, Page, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.app_override import AppOverride
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AppOverridesWithRawResponse, AsyncAppOverridesWithRawResponse


class AppOverrides:
    """Preset values for the custom fields of apps."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AppOverridesWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AppOverridesWithRawResponse

        return AppOverridesWithRawResponse(self._sender)

    def create(
        self, *, app: str, name: str, oauth_app_id: str | None = None, cfmap: Mapping[str, object] | None = None
    ) -> AppOverride:
        """Create an app override.

        Creates preset values for the custom fields of an app, under a name, so that users do not have to enter
        them. Each call creates another one. Not in the vendor's reference.

        Args:
            app: The app (id or name slug).
            name: Name of the override.
            oauth_app_id: OAuth client to use with it (`oa_...`).
            cfmap: The values by the names of the app's custom fields. Fields of type `password` are rejected
                with 400.

        Returns:
            The `AppOverride`.

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
        from .app_overrides_create import app_overrides_create

        return self._sender.send(
            app_overrides_create(self._sender.project_id, app=app, name=name, oauth_app_id=oauth_app_id, cfmap=cfmap)
        )

    def retrieve(self, id: str) -> AppOverride:
        """Retrieve an app override.

        Reads one app override. Not in the vendor's reference.

        Args:
            id: Id of the app override (`ao_...`).

        Returns:
            The `AppOverride`.

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
        from .app_overrides_retrieve import app_overrides_retrieve

        return self._sender.send(app_overrides_retrieve(self._sender.project_id, id))

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        oauth_app_id: str | None | Unset = UNSET,
        cfmap: Mapping[str, object] | None = None,
    ) -> AppOverride:
        """Update an app override.

        Changes an app override. Properties that are left out are unchanged; an `oauth_app_id` of null removes
        the OAuth client. The app cannot be changed. Not in the vendor's reference.

        Args:
            id: Id of the app override (`ao_...`).
            name: Name of the override.
            oauth_app_id: OAuth client to use with it (`oa_...`); null removes it.
            cfmap: The values by the names of the app's custom fields. Fields of type `password` are rejected
                with 400. Whether values that are left out are kept is not known, so send them all.

        Returns:
            The `AppOverride`.

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
        from .app_overrides_update import app_overrides_update

        return self._sender.send(
            app_overrides_update(self._sender.project_id, id, name=name, oauth_app_id=oauth_app_id, cfmap=cfmap)
        )

    def delete(self, id: str) -> None:
        """Delete an app override.

        Deletes an app override. Not in the vendor's reference.

        Args:
            id: Id of the app override (`ao_...`).

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
        from .app_overrides_delete import app_overrides_delete

        return self._sender.send(app_overrides_delete(self._sender.project_id, id))

    def list(
        self, *, app: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> Page[AppOverride]:
        """List app overrides.

        Lists the app overrides that the project can use. Not in the vendor's reference.

        Args:
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            The first page of `AppOverride`; iterating over it yields the items of all pages.

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
        from .app_overrides_list import app_overrides_list

        return self._sender.paginate(
            app_overrides_list(self._sender.project_id, app=app, after=after, before=before, limit=limit)
        )


class AsyncAppOverrides:
    """Preset values for the custom fields of apps."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncAppOverridesWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncAppOverridesWithRawResponse

        return AsyncAppOverridesWithRawResponse(self._sender)

    async def create(
        self, *, app: str, name: str, oauth_app_id: str | None = None, cfmap: Mapping[str, object] | None = None
    ) -> AppOverride:
        """Create an app override.

        Creates preset values for the custom fields of an app, under a name, so that users do not have to enter
        them. Each call creates another one. Not in the vendor's reference.

        Args:
            app: The app (id or name slug).
            name: Name of the override.
            oauth_app_id: OAuth client to use with it (`oa_...`).
            cfmap: The values by the names of the app's custom fields. Fields of type `password` are rejected
                with 400.

        Returns:
            The `AppOverride`.

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
        from .app_overrides_create import app_overrides_create

        return await self._sender.send(
            app_overrides_create(self._sender.project_id, app=app, name=name, oauth_app_id=oauth_app_id, cfmap=cfmap)
        )

    async def retrieve(self, id: str) -> AppOverride:
        """Retrieve an app override.

        Reads one app override. Not in the vendor's reference.

        Args:
            id: Id of the app override (`ao_...`).

        Returns:
            The `AppOverride`.

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
        from .app_overrides_retrieve import app_overrides_retrieve

        return await self._sender.send(app_overrides_retrieve(self._sender.project_id, id))

    async def update(
        self,
        id: str,
        *,
        name: str | None = None,
        oauth_app_id: str | None | Unset = UNSET,
        cfmap: Mapping[str, object] | None = None,
    ) -> AppOverride:
        """Update an app override.

        Changes an app override. Properties that are left out are unchanged; an `oauth_app_id` of null removes
        the OAuth client. The app cannot be changed. Not in the vendor's reference.

        Args:
            id: Id of the app override (`ao_...`).
            name: Name of the override.
            oauth_app_id: OAuth client to use with it (`oa_...`); null removes it.
            cfmap: The values by the names of the app's custom fields. Fields of type `password` are rejected
                with 400. Whether values that are left out are kept is not known, so send them all.

        Returns:
            The `AppOverride`.

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
        from .app_overrides_update import app_overrides_update

        return await self._sender.send(
            app_overrides_update(self._sender.project_id, id, name=name, oauth_app_id=oauth_app_id, cfmap=cfmap)
        )

    async def delete(self, id: str) -> None:
        """Delete an app override.

        Deletes an app override. Not in the vendor's reference.

        Args:
            id: Id of the app override (`ao_...`).

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
        from .app_overrides_delete import app_overrides_delete

        return await self._sender.send(app_overrides_delete(self._sender.project_id, id))

    def list(
        self, *, app: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> AsyncPages[AppOverride]:
        """List app overrides.

        Lists the app overrides that the project can use. Not in the vendor's reference.

        Args:
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            Pages of `AppOverride`: await it for the first page, or iterate over the items of all pages with `async for`.

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
        from .app_overrides_list import app_overrides_list

        return self._sender.paginate(
            app_overrides_list(self._sender.project_id, app=app, after=after, before=before, limit=limit)
        )


set_lazy_annotations(
    globals(),
    {"AsyncAppOverridesWithRawResponse": ".with_raw_response", "AppOverridesWithRawResponse": ".with_raw_response"},
)
