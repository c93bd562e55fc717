# Generated from spec/resources/users.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...call import AsyncPages, AsyncSender, Page, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.external_user import ExternalUser
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncUsersWithRawResponse, UsersWithRawResponse


class Users:
    """External users, the people who use your product."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> UsersWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import UsersWithRawResponse

        return UsersWithRawResponse(self._sender)

    def delete_external_user(self, external_user_id: str) -> None:
        """Delete an external user.

        Deletes an external user with all of the user's accounts and deployed triggers. This cannot be undone.
        Reference: "Accounts", "Delete an end user".

        Args:
            external_user_id: Your own id of the user. Percent-encode it: ids may contain slashes and other
                reserved characters. (at most 250 characters)

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
        from .users_delete_external_user import users_delete_external_user

        return self._sender.send(users_delete_external_user(self._sender.project_id, external_user_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> Page[ExternalUser]:
        """List external users.

        Lists the external users of the project environment. Not in the vendor's reference.

        Args:
            q: Only users whose id (your own) contains this text.
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            The first page of `ExternalUser`; iterating over it yields the items of all pages.

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
        from .users_list import users_list

        return self._sender.paginate(users_list(self._sender.project_id, q=q, after=after, before=before, limit=limit))


class AsyncUsers:
    """External users, the people who use your product."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncUsersWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncUsersWithRawResponse

        return AsyncUsersWithRawResponse(self._sender)

    async def delete_external_user(self, external_user_id: str) -> None:
        """Delete an external user.

        Deletes an external user with all of the user's accounts and deployed triggers. This cannot be undone.
        Reference: "Accounts", "Delete an end user".

        Args:
            external_user_id: Your own id of the user. Percent-encode it: ids may contain slashes and other
                reserved characters. (at most 250 characters)

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
        from .users_delete_external_user import users_delete_external_user

        return await self._sender.send(users_delete_external_user(self._sender.project_id, external_user_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> AsyncPages[ExternalUser]:
        """List external users.

        Lists the external users of the project environment. Not in the vendor's reference.

        Args:
            q: Only users whose id (your own) contains this text.
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            Pages of `ExternalUser`: await it for the first page, or iterate over the items of all pages with `async for`.

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
        from .users_list import users_list

        return self._sender.paginate(users_list(self._sender.project_id, q=q, after=after, before=before, limit=limit))


set_lazy_annotations(
    globals(), {"AsyncUsersWithRawResponse": ".with_raw_response", "UsersWithRawResponse": ".with_raw_response"}
)
