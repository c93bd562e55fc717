"""The `auth` of an HTTP client that the caller passed in.

It may add to a request what a gateway requires. The Authorization header is ours: it holds the access token, or a header of the caller's
own request, and a client's `auth` must neither replace it nor add one to a request without it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Any

from .client_headers import check_client_headers

if TYPE_CHECKING:
    from .backend import Auth, Backend, Request, Response


def client_auth(backend: Backend, auth: Auth | None, request: Request) -> Auth | None:
    """Return the `auth` to send a request with."""
    if auth is None:
        return None
    derived: Any = backend.derive(_KeepAuthorization, backend.Auth)
    kept: Auth = derived(auth, request)
    return kept


class _KeepAuthorization:
    """Runs an `auth`, and restores the Authorization header in each of its requests. Derived from the class of the HTTP library."""

    def __init__(self, auth: Auth, request: Request) -> None:
        self._auth = auth
        self._authorization = request.headers.get("authorization")

    def sync_auth_flow(self, request: Request) -> Generator[Request, Response]:
        """Yield the requests to send."""
        with closing(self._auth.sync_auth_flow(request)) as flow:
            try:
                changed = next(flow)
                while True:
                    response = yield self._restored(changed)
                    changed = flow.send(response)
            except StopIteration:
                return

    async def async_auth_flow(self, request: Request) -> AsyncGenerator[Request, Response]:
        """Yield the requests to send."""
        async with aclosing(self._auth.async_auth_flow(request)) as flow:
            try:
                changed = await anext(flow)
                while True:
                    response = yield self._restored(changed)
                    changed = await flow.asend(response)
            except StopAsyncIteration:
                return

    def _restored(self, request: Request) -> Request:
        if self._authorization is None:
            request.headers.pop("authorization", None)
        else:
            request.headers["authorization"] = self._authorization
        check_client_headers(request)
        return request
