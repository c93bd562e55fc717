"""A small part of OpenAI's API. The response to a chat can be streamed as events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx

from . import echo
from .model import ProxiedRequest

_WORDS = ("Hello", " from", " the", " sandbox", ".")


def respond(proxied: ProxiedRequest) -> httpx.Response:
    """Respond to a request to OpenAI."""
    if proxied.endpoint == "GET /v1/models":
        return httpx.Response(200, json={"object": "list", "data": [{"id": "sandbox-1", "object": "model"}]})
    if proxied.endpoint == "POST /v1/chat/completions":
        return _chat(proxied)
    return echo.respond(proxied)


def _chat(proxied: ProxiedRequest) -> httpx.Response:
    asked = proxied.body
    if asked is None:
        return httpx.Response(400, json={"error": {"message": "We could not parse the JSON body of your request."}})
    if asked.get("stream") is True:
        return httpx.Response(200, headers={"content-type": "text/event-stream"}, content=_events())
    message = {"role": "assistant", "content": "".join(_WORDS)}
    return httpx.Response(200, json={"object": "chat.completion", "choices": [{"index": 0, "message": message}]})


def _events() -> Iterator[bytes]:
    for word in _WORDS:
        chunk: dict[str, Any] = {"choices": [{"index": 0, "delta": {"content": word}}]}
        yield f"data: {json.dumps(chunk)}\n\n".encode()
    yield b"data: [DONE]\n\n"
