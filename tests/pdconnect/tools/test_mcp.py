"""The tools of a user as an MCP server: in memory, by streamable HTTP, and by stdio in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp.types import CallToolResult, TextContent

import pdconnect
from pdconnect.sandbox import Sandbox

USER = "user-1"
MESSAGE = {"conversation": "#general", "text": "Hi"}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        sandbox.add_account(app="slack", external_user_id=USER)
        yield sandbox


def text_of(result: CallToolResult) -> str:
    content = result.content[0]
    assert isinstance(content, TextContent)
    return content.text


def new_client(sandbox: Sandbox, kind: str) -> Any:
    return sandbox.client() if kind == "sync" else sandbox.async_client()


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["sync", "async"])
async def test_tools_are_listed_and_called(sandbox: Sandbox, kind: str) -> None:
    server = new_client(sandbox, kind).mcp_server(USER, apps=["slack", "gitlab"])
    assert sandbox.calls() == []
    async with Client(server.server) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert tools["slack-send-message"].title == "Send Message"
        assert tools["slack-send-message"].input_schema["required"] == ["conversation", "text"]
        sent = await client.call_tool("slack-send-message", MESSAGE)
        assert not sent.is_error
        assert "C0000000001" in text_of(sent)
        wrong = await client.call_tool("slack-send-message", {"text": "Hi"})
        assert wrong.is_error
        assert "#general" in text_of(wrong)
        unknown = await client.call_tool("slack-nothing", {})
        assert unknown.is_error
        link = await client.call_tool("gitlab-get-issue", {"projectId": 21208123, "issueIid": 1})
        assert link.is_error
        assert "app=gitlab" in text_of(link)
        sandbox.add_account(app="gitlab", external_user_id=USER)
        issue = await client.call_tool("gitlab-list-commits", {"projectId": "jverce/gitlab"})
        assert not issue.is_error
    assert len(sandbox.calls("actions.list")) == 2


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["sync", "async"])
async def test_options_apply_and_errors_are_results(sandbox: Sandbox, kind: str) -> None:
    server = new_client(sandbox, kind).mcp_server(
        USER,
        actions=["slack-find-message", "discord-send-message"],
        defaults={"slack-find-message": {"query": "x"}},
        not_connected="raise",
    )
    async with Client(server.server) as client:
        with (
            sandbox.faults(operation="accounts.list", status=403, times=1),
            pytest.raises(MCPError, match="403 Forbidden"),
        ):
            await client.list_tools()
        tools = (await client.list_tools()).tools
        assert tools[0].input_schema["properties"] == {}
        assert not (await client.call_tool("slack-find-message", {})).is_error
        missing = await client.call_tool("discord-send-message", {"channel": "1", "message": "x"})
        assert missing.is_error
        assert "ctok_" not in text_of(missing)


@pytest.mark.anyio
async def test_the_server_speaks_streamable_http(sandbox: Sandbox) -> None:
    app = sandbox.async_client().mcp_server(USER, actions=["slack-send-message"]).http_app()
    asked = {"jsonrpc": "2.0", "id": 1, "method": "initialize"}
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    headers = {"accept": "application/json, text/event-stream"}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8000") as client,
    ):
        response = await client.post("/mcp", json={**asked, "params": hello}, headers=headers)
        assert response.status_code == 200
        assert "Pipedream Connect" in response.text
        other_host = await client.post(
            "/mcp", json={**asked, "params": hello}, headers={**headers, "host": "evil.example"}
        )
        assert other_host.status_code == 421


@pytest.fixture
def variables(sandbox: Sandbox) -> Iterator[dict[str, str]]:
    with sandbox.serve() as served:
        yield {
            "PATH": os.environ["PATH"],
            **served.environment_variables,
        }


@pytest.mark.slow
@pytest.mark.anyio
async def test_the_command_serves_stdio(variables: dict[str, str]) -> None:
    arguments = ["-m", "pdconnect", "mcp", "--user", USER, "--app", "slack"]
    parameters = StdioServerParameters(command=sys.executable, args=arguments, env=variables)
    with open(os.devnull, "w") as errors:
        async with Client(stdio_client(parameters, errlog=errors)) as client:
            assert "slack-send-message" in [tool.name for tool in (await client.list_tools()).tools]
            sent = await client.call_tool("slack-send-message", MESSAGE)
            assert "C0000000001" in text_of(sent)


@pytest.mark.slow
@pytest.mark.every_python
def test_the_client_does_not_need_the_package() -> None:
    code = """
import sys
sys.modules["mcp"] = None
import pdconnect
client = pdconnect.Client(project_id="p", access_token="t", environment="development")
assert len([name for name in sys.modules if name.startswith("pdconnect._tools")]) == 0
try:
    client.mcp_server("user-1")
except ModuleNotFoundError as error:
    assert "pip install 'pdconnect[mcp]'" in str(error), error
else:
    raise AssertionError
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_the_class_is_public() -> None:
    from pdconnect import mcp

    server = pdconnect.Client(project_id="p", access_token="t", environment="development").mcp_server("user-1")
    assert isinstance(server, mcp.McpServer)
