# Generated from spec/resources/users.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...senders import AsyncSender, Sender
from .users_delete_external_user import users_delete_external_user


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
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The credentials or the token are missing, wrong or expired.
            Forbidden: The token is good but may not do this, for want of a scope or of access to the project.
                Not documented by the service.
            NotFound: No such thing in this project and environment; a second DELETE of the same thing ends here
                too.
            TooManyRequests: Throttled. Wait as the headers tell, then repeat. For a DELETE only the headers are
                documented, not the body.
            ConnectError: The root of these and of every other failure.
        """
        return self._sender.send(users_delete_external_user(self._sender.project_id, external_user_id))


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
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The credentials or the token are missing, wrong or expired.
            Forbidden: The token is good but may not do this, for want of a scope or of access to the project.
                Not documented by the service.
            NotFound: No such thing in this project and environment; a second DELETE of the same thing ends here
                too.
            TooManyRequests: Throttled. Wait as the headers tell, then repeat. For a DELETE only the headers are
                documented, not the body.
            ConnectError: The root of these and of every other failure.
        """
        return await self._sender.send(users_delete_external_user(self._sender.project_id, external_user_id))
