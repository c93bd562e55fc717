"""`pdconnect mcp`: its options reach the server. tests/pdconnect/tools/test_mcp.py talks to the real command."""

from __future__ import annotations

import sys
from typing import Any

import pytest

import pdconnect

from .running import run


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Record the servers in place of running them."""
    calls: list[Any] = []

    class Server:
        def run(self, transport: str, **options: Any) -> None:
            calls.append((transport, options))

    def mcp_server(self: pdconnect.Client, user: str, **options: Any) -> Server:
        calls.append((user, options))
        return Server()

    monkeypatch.setattr(pdconnect.Client, "mcp_server", mcp_server)
    return calls


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], {"apps": None, "actions": None}),
        (["--app", "slack", "--app", "gitlab"], {"apps": ["slack", "gitlab"], "actions": None}),
        (["--action", "slack-send-message"], {"apps": None, "actions": ["slack-send-message"]}),
    ],
    ids=str,
)
def test_mcp_serves_stdio(logged_in: None, served: list[Any], arguments: list[str], options: dict[str, Any]) -> None:
    ended = run("mcp", "--user", "user-1", *arguments).ok()
    assert ended.out == ""
    assert served == [("user-1", options), ("stdio", {})]


def test_mcp_serves_http(logged_in: None, served: list[Any]) -> None:
    ended = run("mcp", "--user", "user-1", "--http", "--port", "9000").ok()
    assert "http://127.0.0.1:9000/mcp" in ended.err
    assert served[1] == ("streamable-http", {"host": "127.0.0.1", "port": 9000})


def test_a_missing_package_is_named_with_its_command(logged_in: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    ended = run("mcp", "--user", "user-1")
    assert ended.code == 2
    assert "pip install 'pdconnect[mcp]'" in ended.err
