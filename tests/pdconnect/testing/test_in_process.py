"""Clients in process: they work like clients of a server, and never open a socket."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect.testing import Sandbox

USER = "user-1"
REPORT = "sandbox_utils-write-report"


@pytest.fixture(autouse=True)
def no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the creation of sockets fail, except for the pair that wakes an event loop."""

    def refuse(*_: object) -> None:
        raise AssertionError("a socket was to be connected")

    for name in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)


def test_a_synchronous_client_works_in_process(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="slack", external_user_id=USER)
    with sandbox.client() as client:
        assert (client.project_id, client.environment) == ("proj_sandbox", "development")
        assert [item.id for item in client.accounts.list(external_user_id=USER)] == [account.id]


@pytest.mark.anyio
async def test_an_async_client_works_in_process(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="slack", external_user_id=USER)
    async with sandbox.async_client() as client:
        assert [item.id async for item in client.accounts.list(external_user_id=USER)] == [account.id]


def test_an_async_client_works_in_several_event_loops(sandbox: Sandbox) -> None:
    client = sandbox.async_client()

    async def count() -> int | None:
        return (await client.accounts.list()).page_info.total_count

    assert [asyncio.run(count()) for _ in range(3)] == [0, 0, 0]


def test_clients_share_the_state_of_their_sandbox_only(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="slack", external_user_id=USER)
    assert sandbox.client().accounts.retrieve(account.id).id == account.id
    with pytest.raises(pdconnect.NotFoundError):
        sandbox.client(environment="production").accounts.retrieve(account.id)
    with pytest.raises(pdconnect.NotFoundError):
        Sandbox().client().accounts.retrieve(account.id)


def test_a_connect_token_instead_of_the_credentials(sandbox: Sandbox, client: pdconnect.Client) -> None:
    own = sandbox.add_account(app="slack", external_user_id=USER)
    sandbox.add_account(app="slack", external_user_id="user-2")
    token = client.tokens.create(external_user_id=USER)
    browser = sandbox.client(connect_token=token.token)
    assert browser.project_id is None
    assert [item.id for item in browser.accounts.list()] == [own.id]


def test_an_access_token_instead_of_the_credentials(sandbox: Sandbox, client: pdconnect.Client) -> None:
    token = client.oauth_tokens.create(client_id="sandbox-client", client_secret="sandbox-secret")
    assert sandbox.client(access_token=token.access_token).accounts.list().data == []


def test_the_environment_variables_of_the_machine_do_not_matter(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ACCESS_TOKEN", "CLIENT_ID", "CLIENT_SECRET", "PRIVATE_KEY", "PROJECT_ID", "WORKFLOW_DOMAIN"):
        monkeypatch.setenv(f"PIPEDREAM_{name}", "of-the-real-project")
    monkeypatch.setenv("PIPEDREAM_BASE_URL", "https://api.pipedream.com")
    monkeypatch.setenv("PIPEDREAM_PROJECT_ENVIRONMENT", "production")
    sandbox.add_workflow("en123", lambda request: httpx.Response(200))
    for client in (sandbox.client(), sandbox.client(access_token="of-nobody")):
        assert (client.project_id, client.environment) == ("proj_sandbox", "development")
        assert client.workflows.invoke("en123").status_code == 200
    assert sandbox.client().accounts.list().data == []


@pytest.mark.parametrize("setting", [{"base_url": "https://api.pipedream.com"}, {"http_client": httpx.Client()}])
def test_settings_that_lead_to_another_service_are_rejected(sandbox: Sandbox, setting: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="the sandbox sets"):
        sandbox.client(**setting)
    with pytest.raises(TypeError, match="the sandbox sets"):
        sandbox.async_client(**setting)


def test_a_request_to_another_host_is_an_error_and_never_sent(sandbox: Sandbox, client: pdconnect.Client) -> None:
    with pytest.raises(
        pdconnect.ConnectionFailedError, match=r"there is no workflow at en123\.m\.pipedream\.net: see add_workflow"
    ):
        client.workflows.invoke("en123")
    with httpx.Client(transport=sandbox.transport) as other, pytest.raises(httpx.ConnectError):
        other.get("https://example.com")


def test_the_transport_works_with_clients_of_the_tested_code(sandbox: Sandbox) -> None:
    settings = sandbox.settings
    client = pdconnect.Client(
        project_id=settings.project_id,
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        environment="development",
        base_url="https://sandbox.test",
        http_client=httpx.Client(transport=sandbox.transport),
    )
    assert client.accounts.list().data == []


def test_a_closed_sandbox_rejects_requests() -> None:
    with Sandbox() as sandbox:
        client, of_tasks = sandbox.client(), sandbox.async_client()
        client.accounts.list()
    with pytest.raises(RuntimeError, match="after the end of its test"):
        client.accounts.list()
    with pytest.raises(RuntimeError, match="after the end of its test"):
        asyncio.run(count_of(of_tasks))


async def count_of(client: pdconnect.AsyncClient) -> int:
    return len((await client.accounts.list()).data)


def test_threads_share_a_client(sandbox: Sandbox, client: pdconnect.Client) -> None:
    def work(number: int) -> str:
        sandbox.add_account(app="slack", external_user_id=f"user-{number}")
        [account] = client.accounts.list(external_user_id=f"user-{number}")
        return account.id

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(work, range(40)))) == 40


def test_files_and_large_responses_of_apps_are_streamed(sandbox: Sandbox, client: pdconnect.Client) -> None:
    run = client.actions.run(id=REPORT, external_user_id=USER, configured_props={"lines": ["a", "b"]}, stash_id="NEW")
    [upload] = run.exports["$filestash_uploads"]
    file = io.BytesIO()
    assert client.file_stash.download_file(upload["s3Key"], file) == len(file.getvalue())
    assert file.getvalue() == b"a\nb\ntotal,0\n"
    assert httpx.Client(transport=sandbox.transport).get(upload["get_url"]).content == file.getvalue()
    account = sandbox.add_account(app="gitlab", external_user_id=USER)
    with client.proxy.stream("GET", "/bytes/3000000", external_user_id=USER, account_id=account.id) as response:
        assert sum(len(part) for part in response.iter_bytes()) == 3_000_000


@pytest.mark.anyio
async def test_files_and_large_responses_are_streamed_to_tasks(sandbox: Sandbox) -> None:
    client = sandbox.async_client()
    run = await client.actions.run(id=REPORT, external_user_id=USER, configured_props={"lines": ["a"]}, stash_id="NEW")
    file = io.BytesIO()
    await client.file_stash.download_file(run.exports["$filestash_uploads"][0]["s3Key"], file)
    assert file.getvalue() == b"a\ntotal,0\n"
    account = sandbox.add_account(app="gitlab", external_user_id=USER)
    async with client.proxy.stream("GET", "/bytes/3000000", external_user_id=USER, account_id=account.id) as response:
        assert sum([len(part) async for part in response.aiter_bytes()]) == 3_000_000


def test_the_url_of_a_missing_file_is_not_found(sandbox: Sandbox) -> None:
    response = httpx.Client(transport=sandbox.transport).get("https://sandbox.test/_sandbox/files/unknown")
    assert (response.status_code, "not known" in response.text) == (404, True)


def pieces() -> Iterator[bytes]:
    yield b'{"id":'
    yield b"7}"


@pytest.mark.anyio
async def test_a_custom_app_receives_proxy_requests_of_both_clients(sandbox: Sandbox) -> None:
    seen: list[httpx.Request] = []

    def response(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, content=pieces(), headers={"content-type": "application/json"})

    sandbox.add_app("acme", auth_type="keys", fields=["api_key"], domains=["acme.example"])
    sandbox.add_upstream("acme", response)
    account = sandbox.add_account(app="acme", external_user_id=USER, credentials={"api_key": "key-1"})
    url = "https://api.acme.example/deals"
    made = sandbox.client().proxy.post(url, external_user_id=USER, account_id=account.id, json={"a": 1})
    again = await sandbox.async_client().proxy.get(url, external_user_id=USER, account_id=account.id)
    assert (made.status_code, made.json(), again.json()) == (201, {"id": 7}, {"id": 7})
    assert (seen[0].method, str(seen[0].url), seen[0].content) == ("POST", url, b'{"a":1}')
    assert seen[1].headers["authorization"] == "Bearer key-1"
    [call] = sandbox.calls("proxy.post")
    assert call.target == url
    assert "key-1" not in repr(sandbox.calls())
