"""A fake service for httpx.MockTransport: a function returns the responses, and all requests are recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx

import pdconnect

Responder = Callable[[httpx.Request], httpx.Response]
PROJECT = "proj_test1"


class Clock:
    """A monotonic clock that tests set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class FakeApi:
    """Returns numbered tokens itself, and calls `responder` for all other requests."""

    def __init__(self, responder: Responder | None = None, *, expires_in: int = 3600) -> None:
        self.responder = responder or (lambda request: httpx.Response(200, json={}))
        self.expires_in = expires_in
        self.token_requests: list[httpx.Request] = []
        self.requests: list[httpx.Request] = []
        self.rejected_tokens: set[str] = set()
        self.token_responder: Responder | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/v1/oauth/token"):
            self.token_requests.append(request)
            if self.token_responder is not None:
                return self.token_responder(request)
            token = f"token-{len(self.token_requests)}"
            return httpx.Response(
                200, json={"access_token": token, "token_type": "Bearer", "expires_in": self.expires_in}
            )
        self.requests.append(request)
        if request.headers.get("authorization", "").removeprefix("Bearer ") in self.rejected_tokens:
            return httpx.Response(401, json={"error": "unauthorized"})
        return self.responder(request)

    def client(self, **settings: Any) -> pdconnect.Client:
        return pdconnect.Client(**{**self._settings(settings), **settings}, http_client=self.http())

    def async_client(self, **settings: Any) -> pdconnect.AsyncClient:
        return pdconnect.AsyncClient(**{**self._settings(settings), **settings}, http_client=self.async_http())

    def http(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self))

    def async_http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self))

    @staticmethod
    def _settings(passed: dict[str, Any]) -> dict[str, Any]:
        """Return the default settings. A clock that a test passes is also the wall clock, unless the test passes one."""
        clock = passed.get("clock")
        return {
            **({"wall_clock": clock} if clock is not None else {}),
            "project_id": PROJECT,
            "client_id": "client-1",
            "client_secret": "very-secret-1",
            "environment": "development",
            "max_retries": 0,
        }


def account(number: int) -> dict[str, Any]:
    return {"id": f"apn_{number}"}


def page(ids: range | list[int], *, end: Any, total: Any = None, start: str | None = None) -> dict[str, Any]:
    """Return one page of accounts."""
    info: dict[str, Any] = {"count": len(ids), "start_cursor": start, "end_cursor": end}
    if total is not None:
        info["total_count"] = total
    return {"data": [account(number) for number in ids], "page_info": info}


def respond_with(*bodies: dict[str, Any] | int) -> Responder:
    """Return a responder that returns these bodies or statuses, one after the other, and fails if there are more requests."""
    remaining = list(bodies)

    def responder(request: httpx.Request) -> httpx.Response:
        assert remaining, f"one request too many: {request.url}"
        body = remaining.pop(0)
        return httpx.Response(body) if isinstance(body, int) else httpx.Response(200, content=json.dumps(body))

    return responder
