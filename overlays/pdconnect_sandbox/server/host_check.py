"""Check the Host header of every request, so that no web page can reach the sandbox under the page's own name (DNS rebinding).

A page of the internet can point its own name to 127.0.0.1. Its browser then treats the sandbox as part of that page, and sends
the name in `Host`. So requests under unknown names are rejected on every path.
"""

from __future__ import annotations

from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ..wire.buffered_request import RecordRejected
from ..wire.hosts import is_loopback, is_named, split_netloc

IN_PROCESS_HOST = "sandbox.test"
"""The host of clients in process. The domain `.test` is reserved: no host on the internet has it."""


_REJECTED = (
    "header.host: the sandbox serves requests only under a loopback name or address; "
    "to allow another host, start it with --allow-host HOST, or in Python Sandbox(allow_hosts=[HOST])"
)


class AllowedHosts:
    """The hosts under which the sandbox can be reached: loopback, those that the caller allows, and bound addresses."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Allow these names in addition to loopback."""
        self.names = names
        self.bound: list[str] = []
        """Hosts that a server of the sandbox listens on."""

    def allow(self, netloc: str, connected_to: str | None) -> bool:
        """Return whether a Host header is allowed.

        Args:
            netloc: The header.
            connected_to: The address of this machine that the client has connected to. It counts if a server listens on all
                addresses.
        """
        parts = split_netloc(netloc)
        if parts is None:
            return False
        host, port = parts
        if is_loopback(host) or host in self.bound or is_named(host, port, self.names):
            return True
        # In process, the host of the URL is also the address that the client has connected to.
        return host == connected_to and (
            host == IN_PROCESS_HOST or any(_is_wildcard(address) for address in self.bound)
        )


class HostCheck:
    """Middleware that rejects requests with an unknown Host header."""

    def __init__(self, app: ASGIApp, allowed: AllowedHosts, record_rejected: RecordRejected) -> None:
        """Protect this application, and record the requests that are rejected."""
        self._app = app
        self._allowed = allowed
        self._record_rejected = record_rejected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] == "http":
            hosts = Headers(scope=scope).getlist("host")
            server = scope.get("server")
            if len(hosts) != 1 or not self._allowed.allow(hosts[0], server[0] if server else None):
                self._record_rejected(scope, 403, _REJECTED)
                await JSONResponse({"error": _REJECTED}, 403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_wildcard(address: str) -> bool:
    try:
        return ip_address(address).is_unspecified
    except ValueError:
        return False
