"""`client.access_token()`, and the vendor's hosted MCP server, which takes it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import httpx
import httpx2
import pytest

import pdconnect
from pdconnect.testing import Sandbox
from tests.fake_api import Clock, FakeApi

BOTH = pytest.mark.parametrize("asynchronous", [False, True])


def use(api: FakeApi, asynchronous: bool, call: Callable[[Any], Any], **settings: Any) -> Any:
    """Return the result of a call of the client; it is awaited with an asynchronous one."""
    if not asynchronous:
        return call(api.client(**settings))

    async def run() -> Any:
        return await call(api.async_client(**settings))

    return anyio.run(run)


# ---- the access token


@BOTH
def test_the_access_token_is_that_of_the_calls(asynchronous: bool) -> None:
    api = FakeApi()
    for _ in range(2):
        assert use(api, asynchronous, lambda client: client.access_token()) == f"token-{len(api.token_requests)}"
    assert use(api, asynchronous, lambda client: client.raw_access_token) == "token-3"


def test_the_access_token_is_requested_once_and_shared_with_copies() -> None:
    api = FakeApi()
    client = api.client()
    client.accounts.list()
    assert client.access_token() == client.raw_access_token == "token-1"
    assert client.with_options(environment="production").access_token() == "token-1"
    assert api.requests[0].headers["authorization"] == "Bearer token-1"
    assert len(api.token_requests) == 1


def test_the_access_token_is_renewed() -> None:
    sandbox = Sandbox()
    client = sandbox.client()
    first = client.access_token()
    sandbox.advance(minutes=30)
    assert client.access_token() == first
    sandbox.advance(hours=1)
    second = client.access_token()
    assert second != first
    assert sandbox.client(access_token=second).accounts.list().data == []


@BOTH
def test_a_token_that_was_passed_in(asynchronous: bool) -> None:
    api = FakeApi()
    own = {"client_id": None, "client_secret": None, "access_token": "own-token"}
    assert use(api, asynchronous, lambda client: client.access_token(), **own) == "own-token"
    assert api.token_requests == []


@BOTH
def test_a_client_with_a_connect_token_has_no_access_token(asynchronous: bool) -> None:
    settings = dict.fromkeys(("client_id", "client_secret", "project_id", "environment"))
    for call in (
        lambda client: client.access_token(),
        lambda client: client.raw_access_token,
        lambda client: client.remote_mcp("user-1", app="slack"),
    ):
        with pytest.raises(pdconnect.ConfigurationError, match="a Connect token has no access token"):
            use(FakeApi(), asynchronous, call, **settings, connect_token="ctok_1")


@BOTH
def test_rejected_credentials_raise_an_authentication_error(asynchronous: bool) -> None:
    api = FakeApi()
    api.token_responder = lambda request: httpx.Response(401, json={"error": "invalid_client"})
    with pytest.raises(pdconnect.AuthenticationError):
        use(api, asynchronous, lambda client: client.access_token())


def test_tasks_share_one_request() -> None:
    api = FakeApi()

    async def run() -> list[str]:
        client, found = api.async_client(), []

        async def get() -> None:
            found.append(await client.access_token())

        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(get)
        return found

    assert anyio.run(run) == ["token-1"] * 20
    assert len(api.token_requests) == 1


# ---- the hosted MCP server


@BOTH
def test_remote_mcp_returns_the_url_and_the_headers(asynchronous: bool) -> None:
    server = use(FakeApi(), asynchronous, lambda client: client.remote_mcp("user-1", app="slack"))
    assert server.url == "https://remote.mcp.pipedream.net/v3"
    assert server.headers == {
        "authorization": "Bearer token-1",
        "x-pd-project-id": "proj_test1",
        "x-pd-environment": "development",
        "x-pd-external-user-id": "user-1",
        "x-pd-app-slug": "slack",
    }
    assert "token-1" not in repr(server)


def test_remote_mcp_returns_the_options_as_headers() -> None:
    server = (
        FakeApi()
        .client()
        .remote_mcp(
            "user-1",
            app="slack",
            tool_mode="tools-only",
            account_id="apn_1",
            oauth_app_id="oa_1",
            webhook_uri="https://app.example.com/hook",
            success_redirect_uri="https://app.example.com/done",
            error_redirect_uri="https://app.example.com/failed",
            url="https://mcp.example.com/v3",
        )
    )
    assert server.url == "https://mcp.example.com/v3"
    assert {
        name: value for name, value in server.headers.items() if name not in ("authorization", "x-pd-project-id")
    } == {
        "x-pd-environment": "development",
        "x-pd-external-user-id": "user-1",
        "x-pd-app-slug": "slack",
        "x-pd-tool-mode": "tools-only",
        "x-pd-account-id": "apn_1",
        "x-pd-oauth-app-id": "oa_1",
        "x-pd-webhook-uri": "https://app.example.com/hook",
        "x-pd-success-redirect-uri": "https://app.example.com/done",
        "x-pd-error-redirect-uri": "https://app.example.com/failed",
    }


@pytest.mark.parametrize("user", ["Jürgen", " user", "使用者", "a\nb"])
def test_a_user_that_a_header_cannot_hold_is_in_the_query(user: str) -> None:
    server = FakeApi().client().remote_mcp(user, app="slack")
    assert "x-pd-external-user-id" not in server.headers
    assert parse_qs(urlsplit(server.url).query) == {"externalUserId": [user]}


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://api.pipedream.com/", "https://remote.mcp.pipedream.net/v3"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/mcp"),
        ("https://sandbox.test", "https://sandbox.test/mcp"),
        ("https://gateway.example.com/connect", "https://gateway.example.com/connect/mcp"),
    ],
)
def test_the_token_of_another_service_never_goes_to_the_vendor(base_url: str, url: str) -> None:
    assert FakeApi().client(base_url=base_url).remote_mcp("user-1", app="slack").url == url


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"external_user_id": "", "app": "slack"}, "external_user_id must"),
        ({"external_user_id": "u" * 251, "app": "slack"}, "external_user_id must"),
        ({"external_user_id": "u", "app": ""}, "app must"),
        ({"external_user_id": "u", "app": "sl\nack"}, "headers must have values of printable ASCII"),
        (
            {"external_user_id": "u", "app": "slack", "tool_mode": "all"},
            "tool_mode must be one of sub-agent, tools-only",
        ),
        ({"external_user_id": "u", "app": "slack", "url": "http://mcp.example.com"}, "url must be https"),
        ({"external_user_id": "u", "app": "slack", "url": "mcp.example.com"}, "url must be https"),
    ],
)
def test_a_wrong_argument_of_remote_mcp_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match=message):
        FakeApi().client().remote_mcp(**arguments)


def test_an_unknown_argument_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'mode'"):
        FakeApi().client().remote_mcp("user-1", app="slack", mode="tools-only")  # type: ignore[call-arg]


# ---- the authentication of requests to it


class McpService(FakeApi):
    """The token endpoint, and a server that accepts one token."""

    def __init__(self, expires_in: int = 3600) -> None:
        super().__init__(expires_in=expires_in)
        self.accepted: str | None = None
        self.tokens: list[str | None] = []

    def serve(self, library: Any) -> Any:
        def respond(request: Any) -> Any:
            self.tokens.append(request.headers.get("authorization"))
            if request.url.path == "/redirect":
                return library.Response(307, headers={"location": "https://other.example.com/"})
            accepted = self.accepted is None or request.headers.get("authorization") == f"Bearer {self.accepted}"
            return library.Response(200 if accepted else 401, content=request.content)

        return library.MockTransport(respond)


@pytest.mark.parametrize("library", [httpx, httpx2])
@pytest.mark.parametrize("kind", ["sync", "sync client, async requests", "async"])
def test_the_auth_adds_a_token_and_renews_it(library: Any, kind: str) -> None:
    service, clock = McpService(), Clock()

    def check(response: Any, token: str) -> None:
        assert (response.status_code, response.content) == (200, b"{}")
        request = response.request
        assert request.headers["authorization"] == f"Bearer {token}"
        assert request.headers["x-pd-app-slug"] == "slack"
        assert request.headers["x-pd-external-user-id"] == "user-1"

    if kind == "sync":
        server = service.client(clock=clock).remote_mcp("user-1", app="slack")
        http = library.Client(transport=service.serve(library), auth=server.auth)
        check(http.post(server.url, content=b"{}"), "token-1")
        clock.now += 3600
        check(http.post(server.url, content=b"{}"), "token-2")
        service.accepted = "token-3"  # the other one was revoked
        check(http.post(server.url, content=iter([b"{", b"}"])), "token-3")
        assert service.tokens == ["Bearer token-1", "Bearer token-2", "Bearer token-2", "Bearer token-3"]
        return

    async def run() -> None:
        if kind == "async":
            server = await service.async_client(clock=clock).remote_mcp("user-1", app="slack")
        else:
            server = service.client(clock=clock).remote_mcp("user-1", app="slack")
        async with library.AsyncClient(transport=service.serve(library), auth=server.auth) as http:
            check(await http.post(server.url, content=b"{}"), "token-1")
            clock.now += 3600
            check(await http.post(server.url, content=b"{}"), "token-2")
            service.accepted = "token-3"
            check(await http.post(server.url, content=b"{}"), "token-3")
        with pytest.raises(RuntimeError, match="for asynchronous HTTP clients") if kind == "async" else nullcontext():
            library.Client(transport=service.serve(library), auth=server.auth).post(server.url)

    anyio.run(run)


@pytest.mark.parametrize("library", [httpx, httpx2])
def test_a_401_that_remains_does_not_request_tokens_for_ever(library: Any) -> None:
    service = McpService()
    service.accepted = "none"
    server = service.client().remote_mcp("user-1", app="slack")
    http = library.Client(transport=service.serve(library), auth=server.auth)
    for _ in range(5):
        assert http.get(server.url).status_code == 401
    assert len(service.token_requests) <= 2


@pytest.mark.parametrize("library", [httpx, httpx2])
def test_the_token_goes_to_no_other_server(library: Any) -> None:
    service = McpService()
    server = service.client().remote_mcp("user-1", app="slack")
    http = library.Client(transport=service.serve(library), auth=server.auth, follow_redirects=True)
    for url in (
        "https://other.example.com/v3",
        "http://remote.mcp.pipedream.net/v3",
        "https://remote.mcp.pipedream.net:8443/v3",
        "https://remote.mcp.pipedream.net.example.com/v3",
    ):
        http.get(url)
    assert service.tokens == [None] * 4
    http.get("https://remote.mcp.pipedream.net/redirect")
    assert service.tokens[4:] == ["Bearer token-1", None]
