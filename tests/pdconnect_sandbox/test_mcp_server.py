"""The remote MCP server of the sandbox, used by the client of the package mcp over a socket."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar

import httpx
import pytest

from pdconnect.sandbox import Sandbox, Served

from .helpers import CLIENT

mcp = pytest.importorskip("mcp")
httpx2 = pytest.importorskip("httpx2")

T = TypeVar("T")
CHANNEL = "C0000000001"


@pytest.fixture(scope="module")
def module_sandbox() -> Sandbox:
    return Sandbox(development_users=None)


@pytest.fixture(scope="module")
def served(module_sandbox: Sandbox) -> Generator[Served]:
    with module_sandbox.serve() as served:
        yield served


@pytest.fixture
def sandbox(module_sandbox: Sandbox) -> Sandbox:
    module_sandbox.reset()
    return module_sandbox


@pytest.fixture
def headers(sandbox: Sandbox, served: Served) -> dict[str, str]:
    response = httpx.post(f"{served.base_url}/v1/oauth/token", json=CLIENT, trust_env=False)
    return {
        "authorization": f"Bearer {response.json()['access_token']}",
        "x-pd-project-id": "proj_sandbox",
        "x-pd-environment": "development",
        "x-pd-external-user-id": "jay",
        "x-pd-app-slug": "slack",
        "x-pd-tool-mode": "tools-only",
    }


def use(url: str, headers: dict[str, str], act: Callable[[Any], Awaitable[T]]) -> T:
    """Return what `act` returns, given a session of an MCP client."""
    from mcp.client.streamable_http import streamable_http_client

    async def run() -> T:
        async with (
            httpx2.AsyncClient(headers=headers, trust_env=False) as http_client,
            streamable_http_client(url, http_client=http_client) as streams,
            mcp.ClientSession(streams[0], streams[1]) as session,
        ):
            await session.initialize()
            return await act(session)

    return asyncio.run(run())


def call(served: Served, headers: dict[str, str], name: str, arguments: dict[str, Any]) -> tuple[str, bool]:
    result = use(f"{served.base_url}/mcp", headers, lambda session: session.call_tool(name, arguments))
    [content] = result.content
    return content.text, result.is_error


def tools(served: Served, headers: dict[str, str], path: str = "/mcp") -> dict[str, Any]:
    result = use(f"{served.base_url}{path}", headers, lambda session: session.list_tools())
    return {tool.name: tool for tool in result.tools}


def test_the_tools_are_the_actions_of_the_app(served: Served, headers: dict[str, str]) -> None:
    found = tools(served, headers)
    assert list(found) == [
        "slack-send-message",
        "slack-send-message-to-channel",
        "slack-find-message",
        "slack-archive-channel",
    ]
    schema = found["slack-send-message"].input_schema
    assert schema["required"] == ["conversation", "text"]
    assert schema["properties"]["text"] == {"type": "string", "description": "Text"}
    assert schema["additionalProperties"] is False
    assert all(re.fullmatch("[a-zA-Z0-9_-]{1,64}", name) for name in found)
    several = tools(served, {**headers, "x-pd-app-slug": "slack, gitlab"})
    assert {name.partition("-")[0] for name in several} == {"slack", "gitlab"}
    read_only = tools(served, {**headers, "x-pd-app-slug": "rss"})["rss-merge-rss-feeds"].annotations
    assert read_only.read_only_hint is True


def test_the_default_mode_takes_an_instruction(served: Served, headers: dict[str, str], sandbox: Sandbox) -> None:
    del headers["x-pd-tool-mode"]
    [properties] = {json.dumps(tool.input_schema["required"]) for tool in tools(served, headers).values()}
    assert properties == '["instruction"]'
    sandbox.add_account(app="slack", external_user_id="jay")
    text, is_error = call(served, headers, "slack-send-message", {"instruction": "Say hi"})
    assert is_error
    assert "JSON" in text
    instruction = json.dumps({"conversation": CHANNEL, "text": "hi"})
    _, is_error = call(served, headers, "slack-send-message", {"instruction": instruction})
    assert not is_error


def test_an_app_that_is_not_connected_gives_a_link(sandbox: Sandbox, served: Served, headers: dict[str, str]) -> None:
    arguments = {"conversation": CHANNEL, "text": "hi"}
    more = {**headers, "x-pd-success-redirect-uri": "https://app.example.com/done"}
    text, is_error = call(served, more, "slack-send-message", arguments)
    assert not is_error
    [link] = re.findall(r"http://\S+", text)
    assert link.startswith(f"{served.base_url}/_static/connect.html?token=ctok_")
    ended = httpx.post(link, data={"decision": "allow"}, trust_env=False)
    assert ended.headers["location"] == "https://app.example.com/done"
    text, is_error = call(served, headers, "slack-send-message", arguments)
    assert not is_error
    assert json.loads(text)["ret"]["text"] == "hi"
    assert [entry.external_user_id for entry in sandbox.calls("actions.run")] == ["jay"]


def test_a_tool_uses_the_account_of_its_user(sandbox: Sandbox, served: Served, headers: dict[str, str]) -> None:
    old, new = (sandbox.add_account(app="slack", external_user_id="jay").id for _ in range(2))
    sandbox.add_account(app="slack", external_user_id="ada")
    sandbox.add_account(app="slack", external_user_id="jay", environment="production")
    arguments = {"conversation": CHANNEL, "text": "hi"}

    def account(**more: str) -> str:
        text, _ = call(served, {**headers, **more}, "slack-send-message", arguments)
        user: str = json.loads(text)["ret"]["user"] if text.startswith("{") else text
        return user

    assert account() == new
    assert account(**{"x-pd-account-id": old}) == old
    assert "not connected" in account(**{"x-pd-account-id": "apn_1234567"})
    assert "not connected" in account(**{"x-pd-external-user-id": "bob"})
    sandbox.revoke_account(new)
    assert account() == old


def test_errors_of_an_action_are_results(sandbox: Sandbox, served: Served, headers: dict[str, str]) -> None:
    sandbox.add_account(app="slack", external_user_id="jay")
    assert call(served, headers, "slack-send-message", {"conversation": "C1", "text": "hi"}) == (
        "channel_not_found",
        True,
    )
    assert call(served, headers, "slack-send-message", {}) == ("no value for conversation, text", True)
    assert call(served, headers, "gitlab-list-commits", {}) == ("there is no tool gitlab-list-commits", True)
    with sandbox.faults(status=503, operation="actions.run"):
        assert call(served, headers, "slack-send-message", {})[0].startswith("503: ")


def test_dynamic_props_are_loaded(sandbox: Sandbox, served: Served, headers: dict[str, str]) -> None:
    sandbox.add_account(app="google_sheets", external_user_id="jay")
    headers["x-pd-app-slug"] = "google_sheets"
    schema = tools(served, headers)["google_sheets-add-single-row"].input_schema
    assert "additionalProperties" not in schema


def test_old_paths_and_query_parameters_name_the_user_and_the_app(served: Served, headers: dict[str, str]) -> None:
    del headers["x-pd-external-user-id"], headers["x-pd-app-slug"], headers["x-pd-tool-mode"]
    assert "instruction" in str(tools(served, headers, "/mcp/jay/slack")["slack-send-message"].input_schema)
    query = "?externalUserId=jay&app=slack&toolMode=tools-only"
    assert "conversation" in str(tools(served, headers, f"/mcp{query}")["slack-send-message"].input_schema)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"authorization": ""}, 401),
        ({"authorization": "Bearer nonsense"}, 401),
        ({"x-pd-project-id": "proj_none"}, 404),
        ({"x-pd-project-id": ""}, 400),
        ({"x-pd-environment": "staging"}, 400),
        ({"x-pd-external-user-id": ""}, 400),
        ({"x-pd-app-slug": "nothing"}, 404),
        ({"x-pd-app-slug": ""}, 400),
        ({"x-pd-tool-mode": "other"}, 400),
        ({"host": "attacker.example"}, 403),
    ],
)
def test_invalid_requests_are_refused(
    served: Served, headers: dict[str, str], change: dict[str, str], status: int
) -> None:
    response = httpx.post(f"{served.base_url}/mcp", json={}, headers={**headers, **change}, trust_env=False)
    assert response.status_code == status
    assert response.json()["error"]


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_there_are_no_sessions(served: Served, headers: dict[str, str], method: str) -> None:
    response = httpx.request(method, f"{served.base_url}/mcp", headers=headers, trust_env=False)
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


def test_the_extra_is_named_where_the_package_is_missing(
    served: Served, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_nothing(name: str) -> None:
        return None

    monkeypatch.setattr("pdconnect_sandbox.mcp_server.app.find_spec", find_nothing)
    response = httpx.post(f"{served.base_url}/mcp", json={}, headers=headers, trust_env=False)
    assert (response.status_code, "pdconnect[mcp]" in response.json()["error"]) == (501, True)
