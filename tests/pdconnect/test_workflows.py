"""Workflows: the right host, the right body, and no token for other hosts."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

import pdconnect
from tests.fake_api import FakeApi

from ..cases import for_each

NOT_ON_LOOPBACK = (
    "http://m.pipedream.net",
    "https://127.0.0.1.example.com/",
    "https://user:pw@127.0.0.1/",
    "http://127.0.0.1/?a",
    "ftp://127.0.0.1",
    "://127.0.0.1",
)


def respond(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, text="started")


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("en2r1n8a98np7", "https://en2r1n8a98np7.m.pipedream.net"),
        (" EO2r1n8a98np7 ", "https://eo2r1n8a98np7.m.pipedream.net"),
        ("https://en123.m.pipedream.net", "https://en123.m.pipedream.net"),
        ("en123.m.pipedream.net/Some/Path?Q=A%2Fb&x=", "https://en123.m.pipedream.net/Some/Path?Q=A%2Fb&x="),
        ("https://EN123.M.Pipedream.NET/Path", "https://en123.m.pipedream.net/Path"),
        ("https://m.pipedream.net/x", "https://m.pipedream.net/x"),
    ],
)
def test_an_id_or_a_url_names_a_workflow(given: str, url: str) -> None:
    api = FakeApi(respond)
    assert api.client().workflows.invoke(given, body={"a": 1}).text == "started"
    assert str(api.requests[0].url) == url


@for_each(
    "given",
    [
        "",
        "   ",
        "xx123",
        "http://en123.m.pipedream.net",
        "https://evilm.pipedream.net",
        "https://en123.m.pipedream.net.evil.example",
        "https://evil.example/?x=en123.m.pipedream.net",
        "https://evil.example#m.pipedream.net",
        "https://user:pw@en123.m.pipedream.net",
        "https://en123.m.pipedream.net@evil.example",
        "https://en123.m.pipedream.net:8443",
        "https://en123.m.pipedream.net\r\nHost: evil.example",
        "https://en123.m.pipedream.net\\@evil.example",
        "ftp://en123.m.pipedream.net",
        "//en123.m.pipedream.net",
    ],
)
@for_each("auth_type", ["none", "oauth"])
def test_nothing_is_sent_anywhere_else(given: str, auth_type: Any) -> None:
    api = FakeApi(respond)
    with pytest.raises(pdconnect.InvalidArgumentError) as caught:
        api.client().workflows.invoke(given, auth_type=auth_type)
    assert caught.value.argument == "url_or_endpoint"
    assert api.requests == api.token_requests == []


@pytest.mark.parametrize(
    ("auth_type", "headers", "sent", "tokens"),
    [
        ("none", None, None, 0),
        ("static_bearer_token", {"Authorization": "Bearer of-mine"}, "Bearer of-mine", 0),
        ("oauth", None, "Bearer token-1", 1),
    ],
)
def test_the_three_types_of_authentication(auth_type: Any, headers: Any, sent: str | None, tokens: int) -> None:
    api = FakeApi(respond)
    api.client().workflows.invoke("en123", headers=headers, auth_type=auth_type)
    assert api.requests[0].headers.get("authorization") == sent
    assert api.requests[0].headers["x-pd-environment"] == "development"
    assert len(api.token_requests) == tokens


@for_each(
    ("body", "sent", "content_type"),
    [
        ({"a": "é"}, '{"a":"é"}'.encode(), "application/json"),
        ([1, 2], b"[1,2]", "application/json"),
        ("text é", "text é".encode(), None),
        (b"\x00\xff", b"\x00\xff", None),
        (None, b"", None),
    ],
)
@for_each("auth_type", ["none", "oauth"])
def test_a_body_is_sent_with_its_content_type(
    body: object, sent: bytes, content_type: str | None, auth_type: Any
) -> None:
    api = FakeApi(respond)
    api.client().workflows.invoke("en123", body=body, auth_type=auth_type)
    assert api.requests[0].content == sent
    assert api.requests[0].headers.get("content-type") == content_type


def test_a_workflow_runs_for_a_user() -> None:
    api = FakeApi(respond)
    api.client().workflows.invoke_for_external_user(
        "en123", "user 1/ü".encode("ascii", "ignore").decode(), method="put", body={"a": 1}
    )
    (request,) = api.requests
    assert request.method == "PUT"
    assert request.headers["x-pd-external-user-id"] == "user 1/"
    assert request.headers["authorization"] == "Bearer token-1"


@pytest.mark.parametrize("user", ["", "x" * 251, "line\nbreak", "ünïcode", "user-1 ", " user-1", " "])
def test_an_invalid_user_is_an_invalid_argument(user: str) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match="external_user_id"):
        FakeApi().client().workflows.invoke_for_external_user("en123", user)


@pytest.mark.parametrize(
    ("auth_type", "headers"),
    [("none", {"authorization": "x"}), ("oauth", {"Authorization": "x"}), ("static_bearer_token", {}), ("basic", {})],
)
def test_an_authorization_that_does_not_match_the_auth_type(auth_type: Any, headers: dict[str, str]) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError):
        FakeApi().client().workflows.invoke("en123", headers=headers, auth_type=auth_type)


def test_an_error_status_of_the_workflow_is_an_api_error() -> None:
    api = FakeApi(lambda request: httpx.Response(400, text="Pipedream Connect Error: no account"))
    with pytest.raises(pdconnect.BadRequestError, match="no account") as caught:
        api.client().workflows.invoke("https://en123.m.pipedream.net/path?key=1")
    assert (caught.value.operation, caught.value.path) == ("workflows_invoke", "https://en123.m.pipedream.net/path")
    assert caught.value.body == "Pipedream Connect Error: no account"


def test_a_custom_domain_replaces_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(respond)
    client = api.client(workflow_domain="flows.example.com")
    client.workflows.invoke("en123", auth_type="oauth")
    assert str(api.requests[0].url) == "https://en123.flows.example.com"
    with pytest.raises(pdconnect.InvalidArgumentError):
        client.workflows.invoke("https://en123.m.pipedream.net")
    monkeypatch.setenv("PIPEDREAM_WORKFLOW_DOMAIN", "env.example.com")
    assert api.client().workflows.invoke("en1").url.host == "en1.env.example.com"
    for domain in ("https://x.example", "x", "a b.example", "x.example/y", *NOT_ON_LOOPBACK):
        with pytest.raises(pdconnect.ConfigurationError, match="workflow_domain"):
            api.client(workflow_domain=domain)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("EN123", "http://127.0.0.1:8080/_workflows/en123"),
        (
            "http://127.0.0.1:8080/_workflows/en123/Some/Path?Q=A%2Fb",
            "http://127.0.0.1:8080/_workflows/en123/Some/Path?Q=A%2Fb",
        ),
    ],
)
@pytest.mark.parametrize("slash", ["", "/"])
def test_workflows_at_paths_on_loopback(given: str, url: str, slash: str) -> None:
    api = FakeApi(respond)
    client = api.client(workflow_domain=f"http://127.0.0.1:8080/_workflows{slash}")
    client.workflows.invoke(given, auth_type="oauth")
    assert str(api.requests[0].url) == url
    assert api.requests[0].headers["authorization"] == "Bearer token-1"


@for_each(
    "given",
    [
        "https://en123.m.pipedream.net",
        "en123.m.pipedream.net",
        "https://127.0.0.1:8080/_workflows/en123",
        "http://127.0.0.1/_workflows/en123",
        "http://127.0.0.1:8081/_workflows/en123",
        "http://localhost:8080/_workflows/en123",
        "http://127.0.0.1:8080/_workflows",
        "http://127.0.0.1:8080/_workflowsx/en123",
        "http://127.0.0.1:8080/_workflows%2Fen123",
        "http://127.0.0.1:8080/_workflows/../v1/accounts",
        "http://127.0.0.1:8080/v1/accounts",
        "http://a:b@127.0.0.1:8080/_workflows/en123",
        "http://[",
    ],
)
def test_nothing_is_sent_to_other_paths(given: str) -> None:
    api = FakeApi(respond)
    client = api.client(workflow_domain="http://127.0.0.1:8080/_workflows")
    with pytest.raises(pdconnect.InvalidArgumentError, match="url_or_endpoint"):
        client.workflows.invoke(given, auth_type="oauth")
    assert api.requests == api.token_requests == []


def test_an_error_on_loopback_names_the_url_without_the_query() -> None:
    api = FakeApi(lambda request: httpx.Response(400, text="no"))
    client = api.client(workflow_domain="http://localhost:8080/w")
    with pytest.raises(pdconnect.BadRequestError) as caught:
        client.workflows.invoke("http://localhost:8080/w/en1/path?key=1")
    assert caught.value.path == "http://localhost:8080/w/en1/path"


@pytest.mark.anyio
async def test_the_async_client_invokes_workflows() -> None:
    api = FakeApi(respond)
    client = api.async_client()
    assert (await client.workflows.invoke("en123", body={"a": 1})).text == "started"
    await client.workflows.invoke_for_external_user("en123", "user-1")
    assert [request.headers.get("authorization") for request in api.requests] == [None, "Bearer token-1"]
    with pytest.raises(pdconnect.InvalidArgumentError):
        await client.workflows.invoke("https://evil.example")
