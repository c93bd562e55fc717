"""Check the target of every request: it must be a path. Several slashes at its start count as one."""

from __future__ import annotations

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ..wire.buffered_request import RecordRejected

_REJECTED = "path: the target of the request must begin with a slash; a whole URL, as a proxy receives it, does not"


class RequestTargetCheck:
    """Middleware that rejects requests for a proxy, and corrects paths of clients whose base URL ends with a slash."""

    def __init__(self, app: ASGIApp, record_rejected: RecordRejected) -> None:
        """Protect this application, and record the requests that are rejected."""
        self._app = app
        self._record_rejected = record_rejected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] == "http":
            path, raw_path = scope["path"], scope.get("raw_path")
            if not path.startswith("/"):
                self._record_rejected(scope, 400, _REJECTED)
                await JSONResponse({"error": _REJECTED}, 400)(scope, receive, send)
                return
            if raw_path is not None and raw_path.startswith(b"//"):
                scope = {**scope, "path": f"/{path.lstrip('/')}", "raw_path": b"/" + raw_path.lstrip(b"/")}
        await self._app(scope, receive, send)
