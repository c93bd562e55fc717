"""APIs of apps that the sandbox lacks, as functions for `add_upstream`: what SDKs need that send through a connected account."""

from __future__ import annotations

import json
from typing import Any

import httpx2

HELLO = "Hello from the sandbox."
WORDS = ["Hello", " from", " the", " sandbox", "."]
CLAUDE_KEY = "key-of-the-account"


def claude(request: httpx2.Request) -> httpx2.Response:
    """Respond like the part of Anthropic's API that the test needs. The credentials are those of the account."""
    assert request.headers["authorization"] == f"Bearer {CLAUDE_KEY}"
    asked = json.loads(request.content)
    message: dict[str, Any] = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": asked["model"],
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 3, "output_tokens": 5},
    }
    if not asked.get("stream"):
        return httpx2.Response(200, json={**message, "content": [{"type": "text", "text": HELLO}]})
    start: dict[str, Any] = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    parts: list[dict[str, Any]] = [
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": word}} for word in WORDS
    ]
    end: dict[str, Any] = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 5}}
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": message},
        start,
        *parts,
        {"type": "content_block_stop", "index": 0},
        end,
        {"type": "message_stop"},
    ]
    body = (f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode() for event in events)
    return httpx2.Response(200, headers={"content-type": "text/event-stream"}, content=body)


def mcp_server(request: httpx2.Request) -> httpx2.Response:
    """Respond as an MCP server with one tool, `search`, over streamable HTTP without sessions."""
    if request.method != "POST":
        return httpx2.Response(405)
    message = json.loads(request.content)
    if "id" not in message:
        return httpx2.Response(202)
    params = message.get("params", {})
    results: dict[str, Any] = {
        "initialize": {
            "protocolVersion": params.get("protocolVersion"),
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "sandbox", "version": "1"},
        },
        "tools/list": {"tools": [{"name": "search", "inputSchema": {"type": "object"}}]},
        "tools/call": {"content": [{"type": "text", "text": f"found {params.get('arguments')}"}]},
    }
    result = results.get(message["method"])
    if result is None:
        error = {"code": -32601, "message": "there is no such method"}
        return httpx2.Response(200, json={"jsonrpc": "2.0", "id": message["id"], "error": error})
    return httpx2.Response(200, json={"jsonrpc": "2.0", "id": message["id"], "result": result})
