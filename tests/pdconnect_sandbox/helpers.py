"""Helpers of the sandbox's tests: a fake clock, and an HTTP client."""

from __future__ import annotations

import asyncio
import atexit
import threading
from functools import cache
from typing import Any

import httpx

from pdconnect.sandbox import Sandbox

PROJECT = "/v1/connect/proj_sandbox"
CLIENT = {
    "grant_type": "client_credentials",
    "client_id": "sandbox-client",
    "client_secret": "sandbox-secret",
}


class Clock:
    """A clock that moves only when a test moves it."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Receiver:
    """Receives webhook requests instead of the network, and responds with a status."""

    def __init__(self) -> None:
        self.status = 200
        self.requests: list[httpx.Request] = []
        self.transport = httpx.MockTransport(self._respond)

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.status == 0:
            raise httpx.ConnectError("connection refused", request=request)
        return httpx.Response(self.status)


@cache
def _event_loop() -> asyncio.AbstractEventLoop:
    """Return the event loop of the main thread: a new one for each request would take as long as the request."""
    loop = asyncio.new_event_loop()
    atexit.register(loop.close)
    return loop


class Http:
    """Sends requests to the application; adds the bearer token and the environment unless they are None."""

    def __init__(self, sandbox: Sandbox, bearer: str | None, environment: str | None) -> None:
        self.sandbox = sandbox
        self.headers: dict[str, str] = {}
        if bearer is not None:
            self.headers["authorization"] = f"Bearer {bearer}"
        if environment is not None:
            self.headers["x-pd-environment"] = environment

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send one request; a path that starts with ~ is relative to the project."""
        headers = {**self.headers, **options.pop("headers", {})}
        url = path.replace("~", PROJECT, 1) if path.startswith("~") else path
        sending = self._send(method, url, headers, options)
        if threading.current_thread() is threading.main_thread():
            return _event_loop().run_until_complete(sending)
        return asyncio.run(sending)

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.request("GET", path, params=query or None)

    def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        return self.request("POST", path, json=body, **options)

    def put(self, path: str, body: Any = None, **query: Any) -> httpx.Response:
        return self.request("PUT", path, json=body, params=query or None)

    def patch(self, path: str, body: Any = None) -> httpx.Response:
        return self.request("PATCH", path, json=body)

    def delete(self, path: str, **query: Any) -> httpx.Response:
        return self.request("DELETE", path, params=query)

    async def _send(self, method: str, url: str, headers: dict[str, str], options: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(self.sandbox.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://sandbox.test", trust_env=False) as client:
            return await client.request(method, url, headers=headers, **options)


def sign_in(sandbox: Sandbox, environment: str | None = "development", **more: Any) -> Http:
    """Get an access token and return an HTTP client that uses it."""
    response = Http(sandbox, None, None).post("/v1/oauth/token", {**CLIENT, **more})
    return Http(sandbox, response.json()["access_token"], environment)


def ok(response: httpx.Response) -> Any:
    """Return the body of a response with status 200."""
    assert response.status_code == 200, response.text
    return response.json()


def created(response: httpx.Response) -> Any:
    """Return the body of a response with status 201."""
    assert response.status_code == 201, response.text
    return response.json()


def rejected(response: httpx.Response, status: int) -> str:
    """Return the error message of a response with that status."""
    assert response.status_code == status, response.text
    text: str = response.json()["error"]
    return text


def connected(sandbox: Sandbox, app: str, user: str = "jay") -> dict[str, str]:
    """Connect an account and return the value for an app prop."""
    return {"authProvisionId": sandbox.add_account(app=app, external_user_id=user).id}


def connect_token(http: Http, user: str = "jay", **more: Any) -> str:
    """Create a Connect token for a user."""
    token: str = ok(http.post("~/tokens", {"external_user_id": user, **more}))["token"]
    return token


def browser(http: Http, user: str = "jay", **more: Any) -> Http:
    """Return an HTTP client that has only a Connect token of a user."""
    return Http(http.sandbox, connect_token(http, user, **more), None)


def ids(page: Any) -> list[str]:
    """Return the ids of the items of a page."""
    return [item["id"] for item in page["data"]]


def list_all(http: Http, path: str, **query: Any) -> list[Any]:
    """Return the items of all pages of a list."""
    found: list[Any] = []
    after: dict[str, Any] = {}
    while page := ok(http.get(path, **query, **after))["data"]:
        found += page
        after = {"after": ok(http.get(path, **query, **after))["page_info"]["end_cursor"]}
    return found


def component_request(key: str, props: Any = None, **more: Any) -> dict[str, Any]:
    """Return the body of a request about a component, for the user jay."""
    return {"id": key, "external_user_id": "jay", "configured_props": props or {}, **more}


def configure(http: Http, key: str, prop: str, props: Any, **more: Any) -> Any:
    """Request the options of a prop."""
    return ok(http.post("~/components/configure", component_request(key, props, prop_name=prop, **more)))


def allow(http: Http, link: str, **fields: str) -> httpx.Response:
    """Give consent on the page of a connect link, with these form fields."""
    keys = {f"field.{name}": text for name, text in fields.items()}
    return http.request("POST", link, data={"decision": "allow", **keys})
