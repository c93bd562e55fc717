"""Helpers of the sandbox's tests: a clock that stands still, and an HTTP client."""

from __future__ import annotations

import asyncio
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
    """Receives webhook requests in place of the network, and responds with a status."""

    def __init__(self) -> None:
        self.status = 200
        self.requests: list[httpx.Request] = []
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.status == 0:
            raise httpx.ConnectError("nobody is there", request=request)
        return httpx.Response(self.status)


class Http:
    """Sends requests into the application; adds bearer and environment unless they are None."""

    def __init__(self, sandbox: Sandbox, bearer: str | None, environment: str | None) -> None:
        self.sandbox = sandbox
        self.headers: dict[str, str] = {}
        if bearer is not None:
            self.headers["authorization"] = f"Bearer {bearer}"
        if environment is not None:
            self.headers["x-pd-environment"] = environment

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send one request; a path that starts with ~ is one of the project."""
        headers = {**self.headers, **options.pop("headers", {})}
        url = path.replace("~", PROJECT, 1) if path.startswith("~") else path
        return asyncio.run(self._send(method, url, headers, options))

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
        async with httpx.AsyncClient(transport=transport, base_url="http://sandbox.test") as client:
            return await client.request(method, url, headers=headers, **options)


def sign_in(sandbox: Sandbox, environment: str | None = "development", **more: Any) -> Http:
    """Get an access token and return a caller that uses it."""
    answer = Http(sandbox, None, None).post("/v1/oauth/token", {**CLIENT, **more})
    return Http(sandbox, answer.json()["access_token"], environment)


def ok(answer: httpx.Response) -> Any:
    """Return the body of an answer of status 200."""
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(answer: httpx.Response, status: int) -> str:
    """Return the error text of an answer of that status."""
    assert answer.status_code == status, answer.text
    text: str = answer.json()["error"]
    return text


def connected(sandbox: Sandbox, app: str, user: str = "jay") -> dict[str, str]:
    """Connect an account and return the value an app prop takes."""
    return {"authProvisionId": sandbox.add_account(app=app, external_user_id=user).id}


def connect_token(http: Http, user: str = "jay", **more: Any) -> str:
    """Make a Connect token of a user."""
    token: str = ok(http.post("~/tokens", {"external_user_id": user, **more}))["token"]
    return token


def browser(http: Http, user: str = "jay", **more: Any) -> Http:
    """Return a caller that has only a Connect token of a user."""
    return Http(http.sandbox, connect_token(http, user, **more), None)


def ids(page: Any) -> list[str]:
    """Return the ids of what a page lists."""
    return [one["id"] for one in page["data"]]


def walk(http: Http, path: str, **query: Any) -> list[Any]:
    """Return what all pages of a list hold."""
    found: list[Any] = []
    after: dict[str, Any] = {}
    while page := ok(http.get(path, **query, **after))["data"]:
        found += page
        after = {"after": ok(http.get(path, **query, **after))["page_info"]["end_cursor"]}
    return found


def asking(key: str, props: Any = None, **more: Any) -> dict[str, Any]:
    """Return the body of a request about a component, for the user jay."""
    return {"id": key, "external_user_id": "jay", "configured_props": props or {}, **more}


def configure(http: Http, key: str, prop: str, props: Any, **more: Any) -> Any:
    """Ask for the options of a prop."""
    return ok(http.post("~/components/configure", asking(key, props, prop_name=prop, **more)))


def allow(http: Http, link: str, **fields: str) -> httpx.Response:
    """Agree to what the page behind a connect link asks, with these keys filled in."""
    keys = {f"field.{name}": text for name, text in fields.items()}
    return http.request("POST", link, data={"decision": "allow", **keys})
