from __future__ import annotations

import traceback
from typing import Any

import httpx
import pytest

import pdconnect
from tests.fake_api import FakeApi, page

from ..cases import for_each

GIVEN: dict[str, Any] = {
    "project_id": "proj_1",
    "client_id": "id-1",
    "client_secret": "secret-1",
    "environment": "development",
}
VARIABLES = {
    "PIPEDREAM_PROJECT_ID": "proj_env",
    "PIPEDREAM_CLIENT_ID": "id-env",
    "PIPEDREAM_CLIENT_SECRET": "secret-env",
    "PIPEDREAM_PROJECT_ENVIRONMENT": "production",
}
CLIENTS = [pdconnect.Client, pdconnect.AsyncClient]


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*VARIABLES, "PIPEDREAM_ACCESS_TOKEN", "PIPEDREAM_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def set_variables(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("client", CLIENTS)
def test_all_settings_can_come_from_the_environment_when_a_client_is_built(
    client: type[pdconnect.Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(pdconnect.ConfigurationError):
        client()
    set_variables(monkeypatch, **VARIABLES)
    built = client()
    assert (built.project_id, built.environment) == ("proj_env", "production")


@pytest.mark.parametrize("client", CLIENTS)
def test_arguments_override_the_environment(client: type[pdconnect.Client], monkeypatch: pytest.MonkeyPatch) -> None:
    set_variables(monkeypatch, **VARIABLES, PIPEDREAM_ACCESS_TOKEN="token-env")
    built = client(**GIVEN)
    assert (built.project_id, built.environment) == ("proj_1", "development")


def test_passed_credentials_override_a_token_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    set_variables(monkeypatch, PIPEDREAM_ACCESS_TOKEN="token-env")
    api = FakeApi(lambda request: httpx.Response(200, json=page([], end=None)))
    list(api.client().accounts.list())
    assert api.requests[0].headers["authorization"] == "Bearer token-1"


def test_a_token_of_the_environment_is_used_when_no_credentials_are_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    set_variables(monkeypatch, **VARIABLES, PIPEDREAM_ACCESS_TOKEN="token-env")
    api = FakeApi(lambda request: httpx.Response(200, json=page([], end=None)))
    client = pdconnect.Client(http_client=api.http())
    list(client.accounts.list())
    assert api.requests[0].headers["authorization"] == "Bearer token-env"
    assert api.token_requests == []


@for_each("client", CLIENTS)
@for_each(
    ("changes", "parts"),
    [
        ({"environment": None}, ["'development'", "'production'", "PIPEDREAM_PROJECT_ENVIRONMENT"]),
        ({"environment": "staging"}, ["'staging'", "'development'", "'production'"]),
        ({"environment": ""}, ["environment must not be empty"]),
        ({"project_id": None}, ["project_id", "PIPEDREAM_PROJECT_ID"]),
        ({"project_id": ""}, ["project_id must not be empty"]),
        ({"project_id": ".."}, ["project_id"]),
        ({"project_id": 279440}, ["project_id must be a string, not int"]),
        ({"client_id": None}, ["client_id (or PIPEDREAM_CLIENT_ID)"]),
        ({"client_secret": None}, ["client_secret (or PIPEDREAM_CLIENT_SECRET)"]),
        ({"client_secret": ""}, ["client_secret must not be empty"]),
        ({"client_secret": b"s"}, ["client_secret must be a string, not bytes"]),
        ({"client_secret": {"a": 1}}, ["client_secret must be a string, not dict"]),
        ({"client_id": None, "client_secret": None}, ["client_id", "client_secret", "access_token"]),
        ({"access_token": "token-1"}, ["not both"]),
        ({"client_id": None, "client_secret": None, "access_token": "two words"}, ["characters"]),
        ({"client_id": None, "client_secret": None, "access_token": "line\r\nbreak"}, ["characters"]),
        (
            {"client_id": None, "client_secret": None, "access_token": ""},
            ["access_token must be a token, and not empty"],
        ),
        ({"base_url": "http://api.example.com"}, ["https"]),
        ({"base_url": "ftp://api.example.com"}, ["https"]),
        ({"base_url": "api.example.com"}, ["https"]),
        ({"base_url": "https://user:pw@api.example.com"}, ["user"]),
        ({"base_url": "https://api.example.com?x=1"}, ["query"]),
        ({"base_url": "https://"}, ["host"]),
    ],
)
def test_invalid_settings_are_rejected_and_named(
    client: type[pdconnect.Client], changes: dict[str, Any], parts: list[str]
) -> None:
    with pytest.raises(pdconnect.ConfigurationError) as caught:
        client(**{**GIVEN, **changes})
    assert isinstance(caught.value, ValueError)
    for part in parts:
        assert part in str(caught.value)
    assert "secret-1" not in str(caught.value)
    assert "token-1" not in str(caught.value)


def test_an_unknown_keyword_is_rejected() -> None:
    with pytest.raises(TypeError):
        pdconnect.Client(**GIVEN, enviroment="production")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "base_url",
    ["http://127.0.0.1:8080", "http://localhost:8080/", "http://[::1]:8080", "https://proxy.example.com/connect/"],
)
def test_a_valid_base_url_is_used(base_url: str) -> None:
    api = FakeApi(lambda request: httpx.Response(200, json=page([], end=None)))
    list(api.client(base_url=base_url).accounts.list())
    assert str(api.requests[0].url) == f"{base_url.rstrip('/')}/v1/connect/proj_test1/accounts"
    assert str(api.token_requests[0].url) == f"{base_url.rstrip('/')}/v1/oauth/token"


def test_the_default_is_the_service_and_a_minute() -> None:
    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    client = pdconnect.Client(**GIVEN, timeout=60, http_client=FakeApi(respond).http())
    client.accounts.delete("apn_1")
    assert seen[0].url.host == "api.pipedream.com"
    assert seen[0].url.scheme == "https"
    assert seen[0].extensions["timeout"] == {"connect": 60, "read": 60, "write": 60, "pool": 60}


@pytest.mark.parametrize(("timeout", "expected"), [({}, 7.0), ({"timeout": 3}, 3.0), ({"timeout": None}, None)])
def test_the_timeout_of_a_passed_client_applies_unless_one_is_set(
    timeout: dict[str, Any], expected: float | None
) -> None:
    api = FakeApi(lambda request: httpx.Response(204))
    http = httpx.Client(transport=httpx.MockTransport(api), timeout=7)
    pdconnect.Client(**GIVEN, **timeout, http_client=http).accounts.delete("apn_1")
    assert api.requests[0].extensions["timeout"]["read"] == expected
    assert http.timeout == httpx.Timeout(7)


def test_a_passed_client_is_used_with_its_headers_and_never_closed() -> None:
    api = FakeApi(lambda request: httpx.Response(204))
    http = httpx.Client(
        transport=httpx.MockTransport(api), headers={"x-trace": "t-1", "authorization": "Basic no"}, auth=("a", "b")
    )
    with pdconnect.Client(**GIVEN, http_client=http) as client:
        client.accounts.delete("apn_1")
    assert not http.is_closed
    assert http.event_hooks == {"request": [], "response": []}
    assert api.requests[0].headers["x-trace"] == "t-1"
    assert api.requests[0].headers["authorization"] == "Bearer token-1"
    assert "authorization" not in api.token_requests[0].headers
    with pytest.raises(pdconnect.ClientClosedError):
        client.accounts.delete("apn_1")


@pytest.mark.anyio
async def test_a_passed_async_client_is_used_and_never_closed() -> None:
    api = FakeApi(lambda request: httpx.Response(204))
    http = api.async_http()
    async with pdconnect.AsyncClient(**GIVEN, http_client=http) as client:
        await client.accounts.delete("apn_1")
    assert not http.is_closed
    with pytest.raises(pdconnect.ClientClosedError):
        await client.accounts.delete("apn_1")
    await http.aclose()
    with pytest.raises(pdconnect.ClientClosedError):
        await pdconnect.AsyncClient(**GIVEN, http_client=http).accounts.delete("apn_1")


def test_a_client_of_our_own_can_be_closed_before_and_after_its_first_call() -> None:
    client = pdconnect.Client(**GIVEN, base_url="http://127.0.0.1:9")
    client.close()
    client.close()
    with pytest.raises(pdconnect.ClientClosedError):
        client.accounts.delete("apn_1")


def test_no_credentials_in_the_representation_of_a_client() -> None:
    client = pdconnect.Client(**GIVEN)
    assert "proj_1" in repr(client)
    assert "secret-1" not in repr(client) + repr(vars(client))


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("HTTPS_PROXY", "nonsense://ada:hunter-22@proxy.example.com", "the proxy of HTTPS_PROXY"),
        (
            "SSL_CERT_FILE",
            "/nowhere/authority.pem",
            "SSL_CERT_FILE is set to /nowhere/authority.pem, which does not exist",
        ),
    ],
)
async def test_unusable_network_settings_are_an_error_of_the_first_call(
    variable: str, value: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv(variable, value)
    with pdconnect.Client(**GIVEN) as client, pytest.raises(pdconnect.ConfigurationError, match=message) as caught:
        client.accounts.list()
    assert "hunter-22" not in "".join(traceback.format_exception(caught.value))
    async with pdconnect.AsyncClient(**GIVEN) as client_of_tasks:
        with pytest.raises(pdconnect.ConfigurationError, match=message):
            await client_of_tasks.accounts.list()


@for_each("wrong", ["30", b"1", True, -1, 0, 1e12, float("inf"), float("nan"), [3]])
@for_each("option", ["timeout", "deadline"])
def test_invalid_seconds_are_rejected(option: str, wrong: Any) -> None:
    with pytest.raises(pdconnect.ConfigurationError, match=f"{option} must be a number of seconds"):
        pdconnect.Client(**{**GIVEN, option: wrong})


@pytest.mark.parametrize("wrong", [httpx.AsyncClient, object, str])
def test_an_http_client_of_another_type_is_rejected(wrong: Any) -> None:
    with pytest.raises(
        pdconnect.ConfigurationError, match=r"http_client must be an httpx\.Client or an httpx2\.Client, got"
    ):
        pdconnect.Client(**GIVEN, http_client=wrong())


@pytest.mark.parametrize("wrong", [httpx.Client, object, str])
def test_an_http_client_of_another_type_is_rejected_by_the_async_client(wrong: Any) -> None:
    with pytest.raises(
        pdconnect.ConfigurationError, match=r"http_client must be an httpx\.AsyncClient or an httpx2\.AsyncClient, got"
    ):
        pdconnect.AsyncClient(**GIVEN, http_client=wrong())
