"""A model server on loopback that follows a script, with the endpoints of OpenAI and Anthropic."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CALLS: list[tuple[str, dict[str, Any]]] = [
    # A wrong channel: the result lists the choices.
    ("slack-send-message", {"conversation": "generl", "text": "Hello"}),
    ("slack-send-message", {"conversation": "#general", "text": "Hello"}),
]
"""The calls that the model asks for, one after each result."""
FINAL = "I said hello in #general."


class ScriptedModel:
    """What the model got."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.results: list[str] = []

    def respond(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Return the next response of the script."""
        self.requests.append((path, body))
        make = {"/chat/completions": _chat, "/responses": _responses, "/messages": _messages}[path.removeprefix("/v1")]
        self.results = _results(body)
        count = len(self.results)
        return make(count, CALLS[count] if count < len(CALLS) else None)


@contextmanager
def scripted_model() -> Iterator[tuple[str, ScriptedModel]]:
    """Serve a model; yield its base URL without `/v1`, and what it gets."""
    model = ScriptedModel()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            content = json.dumps(model.respond(self.path.partition("?")[0], body)).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _results(body: dict[str, Any]) -> list[str]:
    """Return the results of tools in a request, whatever its format."""
    found: list[str] = []
    for item in body.get("messages", body.get("input", [])):
        if item.get("role") == "tool":
            found.append(item["content"])
        elif item.get("type") == "function_call_output":
            output = item["output"]
            found.append(output if isinstance(output, str) else output[0]["text"])
        elif item.get("role") == "user" and isinstance(item["content"], list):
            found += [block["content"] for block in item["content"] if block.get("type") == "tool_result"]
    return found


def _chat(count: int, call: tuple[str, dict[str, Any]] | None) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": FINAL if call is None else None}
    if call is not None:
        function = {"name": call[0], "arguments": json.dumps(call[1])}
        message["tool_calls"] = [{"id": f"call_{count}", "type": "function", "function": function}]
    return {
        "id": f"chatcmpl-{count}",
        "object": "chat.completion",
        "created": 0,
        "model": "gpt-5",
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if call else "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def _responses(count: int, call: tuple[str, dict[str, Any]] | None) -> dict[str, Any]:
    if call is not None:
        output: dict[str, Any] = {
            "type": "function_call",
            "id": f"fc_{count}",
            "call_id": f"call_{count}",
            "name": call[0],
            "arguments": json.dumps(call[1]),
            "status": "completed",
        }
    else:
        text = {"type": "output_text", "text": FINAL, "annotations": []}
        output = {
            "type": "message",
            "id": f"msg_{count}",
            "role": "assistant",
            "status": "completed",
            "content": [text],
        }
    return {
        "id": f"resp_{count}",
        "object": "response",
        "created_at": 0,
        "model": "gpt-5",
        "status": "completed",
        "output": [output],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": 1,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": 1,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": 2,
        },
    }


def _messages(count: int, call: tuple[str, dict[str, Any]] | None) -> dict[str, Any]:
    if call is None:
        content: dict[str, Any] = {"type": "text", "text": FINAL}
    else:
        content = {"type": "tool_use", "id": f"toolu_{count}", "name": call[0], "input": call[1]}
    return {
        "id": f"msg_{count}",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-5",
        "content": [content],
        "stop_reason": "end_turn" if call is None else "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }
