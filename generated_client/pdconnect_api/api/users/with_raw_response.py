# Generated from spec/resources/users.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.external_user import ExternalUser
from ...raw_response import APIResponse


class UsersWithRawResponse:
    """The methods of `Users`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def delete_external_user(self, external_user_id: str) -> APIResponse[None]:
        """Delete an external user. See `Users.delete_external_user`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .users_delete_external_user import users_delete_external_user

        return self._sender.send_raw_response(users_delete_external_user(self._sender.project_id, external_user_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> APIResponse[Page[ExternalUser]]:
        """List external users. See `Users.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `ExternalUser`.
        """
        from .users_list import users_list

        return self._sender.paginate_raw_response(
            users_list(self._sender.project_id, q=q, after=after, before=before, limit=limit)
        )


class AsyncUsersWithRawResponse:
    """The methods of `AsyncUsers`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def delete_external_user(self, external_user_id: str) -> APIResponse[None]:
        """Delete an external user. See `AsyncUsers.delete_external_user`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .users_delete_external_user import users_delete_external_user

        return await self._sender.send_raw_response(
            users_delete_external_user(self._sender.project_id, external_user_id)
        )

    async def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> APIResponse[AsyncPage[ExternalUser]]:
        """List external users. See `AsyncUsers.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `ExternalUser`.
        """
        from .users_list import users_list

        return await self._sender.paginate_raw_response(
            users_list(self._sender.project_id, q=q, after=after, before=before, limit=limit)
        )
