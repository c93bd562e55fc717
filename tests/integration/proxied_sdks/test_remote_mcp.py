"""An MCP client uses the hosted MCP server, which the sandbox replaces, with the token of the client."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

import pdconnect
from pdconnect.sandbox import Sandbox

ARGUMENTS = {"conversation": "C0000000001", "text": "Hello"}


@pytest.mark.anyio
@pytest.mark.parametrize("user", ["user-1", "Jürgen"])
async def test_an_mcp_client_uses_the_hosted_server(user: str) -> None:
    import mcp
    from mcp.client.streamable_http import streamable_http_client

    sandbox = Sandbox()
    sandbox.add_account(app="slack", external_user_id=user)
    settings: Any = {
        "project_id": sandbox.settings.project_id,
        "client_id": sandbox.settings.client_id,
        "client_secret": sandbox.settings.client_secret,
        "environment": "development",
    }
    with sandbox.serve() as served:
        async with pdconnect.AsyncClient(**settings, base_url=served.base_url) as client:
            remote = await client.remote_mcp(user, app="slack", tool_mode="tools-only")
            assert remote.url.startswith(f"{served.base_url}/mcp")
            options: list[dict[str, Any]] = [{"headers": remote.headers}, {"auth": remote.auth}]
            for option in options:
                async with (
                    httpx2.AsyncClient(**option) as http,
                    mcp.Client(streamable_http_client(remote.url, http_client=http)) as server,
                ):
                    assert "slack-send-message" in [tool.name for tool in (await server.list_tools()).tools]
                    assert not (await server.call_tool("slack-send-message", ARGUMENTS)).is_error
                    if "auth" in option:
                        sandbox.advance(hours=2)  # the token has expired for the service, and not yet for the client
                        assert not (await server.call_tool("slack-send-message", ARGUMENTS)).is_error
    assert [call.external_user_id for call in sandbox.calls("actions.run")] == [user] * 3
    assert len(sandbox.calls("oauth_tokens.create")) == 2
