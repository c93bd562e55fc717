"""A small part of OpenAI's API. The response to a chat can be streamed as events."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..wire.http_libraries import Response
from ..wire.types import JsonObject
from . import echo
from .model import ProxiedRequest

_WORDS = ("Hello", " from", " the", " sandbox", ".")
_USAGE = {"prompt_tokens": 3, "completion_tokens": len(_WORDS), "total_tokens": 3 + len(_WORDS)}


def respond(proxied: ProxiedRequest) -> Response:
    """Respond to a request to OpenAI."""
    if proxied.endpoint == "GET /v1/models":
        return Response(200, json={"object": "list", "data": [{"id": "sandbox-1", "object": "model"}]})
    if proxied.endpoint == "POST /v1/chat/completions":
        return _chat(proxied)
    return echo.respond(proxied)


def _chat(proxied: ProxiedRequest) -> Response:
    asked = proxied.body
    if asked is None:
        return Response(400, json={"error": {"message": "We could not parse the JSON body of your request."}})
    if asked.get("stream") is True:
        content = _events(_common(proxied, asked, "chat.completion.chunk"))
        return Response(200, headers={"content-type": "text/event-stream"}, content=content)
    message = {"role": "assistant", "content": "".join(_WORDS)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return Response(200, json={**_common(proxied, asked, "chat.completion"), "choices": [choice], "usage": _USAGE})


def _common(proxied: ProxiedRequest, asked: JsonObject, kind: str) -> JsonObject:
    """Return the fields that a response and each of its events have."""
    model = asked.get("model", "sandbox-1")
    return {"id": "chatcmpl-sandbox", "object": kind, "created": int(proxied.now), "model": model}


def _events(common: JsonObject) -> Iterator[bytes]:
    for word in _WORDS:
        finish_reason = "stop" if word is _WORDS[-1] else None
        chunk = {**common, "choices": [{"index": 0, "delta": {"content": word}, "finish_reason": finish_reason}]}
        yield f"data: {json.dumps(chunk)}\n\n".encode()
    yield b"data: [DONE]\n\n"
