"""The credentials that a client was built with."""

from __future__ import annotations


class ClientSecretCredentials:
    """An OAuth client that authenticates with its secret."""

    __slots__ = ("client_id", "client_secret")  # a named tuple takes ten times as long to define

    def __init__(self, client_id: str, client_secret: str) -> None:
        self.client_id = client_id
        self.client_secret = client_secret

    @property
    def secret(self) -> str:
        """The value that must not appear in any text."""
        return self.client_secret

    def __repr__(self) -> str:
        return f"<OAuth client {self.client_id}>"


class PrivateKeyCredentials:
    """An OAuth client that authenticates by signing with a private key."""

    __slots__ = ("client_id", "key_id", "private_key")

    def __init__(self, client_id: str, private_key: str, key_id: str | None) -> None:
        self.client_id = client_id
        self.private_key = private_key
        self.key_id = key_id

    @property
    def secret(self) -> str:
        """The value that must not appear in any text."""
        return self.private_key

    def __repr__(self) -> str:
        return f"<OAuth client {self.client_id}>"


class StaticToken:
    """A token that the caller passed in.

    `is_connect_token` is true for a Connect token, which determines its project, environment and user.
    """

    __slots__ = ("is_connect_token", "token")

    def __init__(self, token: str, *, is_connect_token: bool) -> None:
        self.token = token
        self.is_connect_token = is_connect_token

    @property
    def secret(self) -> str:
        """The value that must not appear in any text."""
        return self.token

    def __repr__(self) -> str:
        return "<a Connect token>" if self.is_connect_token else "<an access token>"


Credentials = ClientSecretCredentials | PrivateKeyCredentials | StaticToken
