# Generated from spec/resources/users.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...call import AsyncPages, AsyncSender, Page, Sender
from ...models.external_user import ExternalUser


class Users:
    """External users, the people who use your product."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def delete_external_user(self, external_user_id: str) -> None:
        """Delete an external user.

        Deletes an external user with all accounts and deployed triggers of theirs. There is no way back.
        Reference: "Accounts", "Delete an end user".

        Args:
            external_user_id: Your own id of the user. Percent-encode it; ids may hold slashes and other
                reserved characters. (at most 250 characters)

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .users_delete_external_user import users_delete_external_user

        return self._sender.send(users_delete_external_user(self._sender.project_id, external_user_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> Page[ExternalUser]:
        """List external users.

        Lists the external users that the project environment knows. Younger than the reference.

        Args:
            q: Only users whose id (your own) contains this text.
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            The first page of `ExternalUser`; iterating it walks every page.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .users_list import users_list

        return self._sender.paginate(users_list(self._sender.project_id, q=q, after=after, before=before, limit=limit))


class AsyncUsers:
    """External users, the people who use your product."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def delete_external_user(self, external_user_id: str) -> None:
        """Delete an external user.

        Deletes an external user with all accounts and deployed triggers of theirs. There is no way back.
        Reference: "Accounts", "Delete an end user".

        Args:
            external_user_id: Your own id of the user. Percent-encode it; ids may hold slashes and other
                reserved characters. (at most 250 characters)

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .users_delete_external_user import users_delete_external_user

        return await self._sender.send(users_delete_external_user(self._sender.project_id, external_user_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> AsyncPages[ExternalUser]:
        """List external users.

        Lists the external users that the project environment knows. Younger than the reference.

        Args:
            q: Only users whose id (your own) contains this text.
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            Pages of `ExternalUser`: await it for the first page, or walk every page with `async for`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .users_list import users_list

        return self._sender.paginate(users_list(self._sender.project_id, q=q, after=after, before=before, limit=limit))
