"""A request whose body has been read, so that plain functions can handle it with and without an event loop."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, Self, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope

MAX_BODY = 10 * 1024 * 1024
"""Maximum number of bytes of a body. The vendor's reference documents none."""

RecordRejected: TypeAlias = Callable[[Scope, int, str], None]
"""A function that records a request that never reached the service, with the status and the reason."""


class BufferedRequest(Request):
    """Starlette's request, with its body in `content`."""

    def __init__(self, scope: MutableMapping[str, Any], content: bytes) -> None:
        super().__init__(scope)
        self.content = content

    @classmethod
    async def read(cls, scope: MutableMapping[str, Any], receive: Receive) -> Self:
        """Read the body of a request.

        Raises:
            HTTPException: The body is too large (413). The rest of it has not been read.
            ClientDisconnect: The client has closed the connection before the end of the body.
        """
        received = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            received += message.get("body", b"")
            if len(received) > MAX_BODY:
                raise _too_large()
            more = message.get("more_body", False)
        return cls(scope, bytes(received))

    @property
    def raw_path(self) -> str:
        """The path as it was sent, still percent-encoded."""
        raw: bytes = self.scope.get("raw_path") or self.scope["path"].encode()
        return raw.decode("latin-1")

    @property
    def query_string(self) -> str:
        """The query as it was sent."""
        raw: bytes = self.scope["query_string"]
        return raw.decode("latin-1")

    @property
    def origin(self) -> str:
        """The scheme, host and port by which the caller reaches the sandbox."""
        return f"{self.url.scheme}://{self.url.netloc}"

    def check_encoding(self) -> None:
        """Raise HTTPException (415) for a compressed body."""
        encoding = self.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("", "identity"):
            raise HTTPException(415, "header.content-encoding: send the body uncompressed")

    def replace(self, *, raw_path: str | None = None, query: str | None = None, content: bytes | None = None) -> Self:
        """Return a copy with another path, query or body."""
        scope = dict(self.scope)
        if raw_path is not None:
            scope["raw_path"] = raw_path.encode("latin-1")
        if query is not None:
            scope["query_string"] = query.encode("latin-1")
        return type(self)(scope, self.content if content is None else content)


def _too_large() -> HTTPException:
    return HTTPException(413, f"body: the sandbox takes at most {MAX_BODY} bytes")
