"""Read calls as JSON, make them with the official Python SDK, and print a line of JSON for each.

This program runs in a virtual environment of its own, which has that SDK and not pdconnect.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any


def main() -> None:
    """Make the calls one after the other."""
    request = json.load(sys.stdin)
    client = import_module("pipedream").Pipedream(
        base_url=os.environ["BASE_URL"],
        project_id=os.environ["PROJECT_ID"],
        client_id=os.environ["CLIENT_ID"],
        client_secret=os.environ["CLIENT_SECRET"],
        project_environment="development",
        **request["options"],
    )
    saved = dict(request["saved"])
    for call in request["calls"]:
        print(json.dumps({"method": call["method"], **outcome_of(client, call, saved)}), flush=True)


def outcome_of(client: Any, call: Any, saved: dict[str, Any]) -> dict[str, Any]:
    """Make one call, and return whether it succeeded and has a result, or why it failed."""
    resource, _, name = call["method"].partition(".")
    if not hasattr(getattr(client, resource, None), name):
        return {"ok": False, "error": "there is no such method"}
    try:
        method = getattr(getattr(client, resource), name)
        arguments = fill_in(call["arguments"], saved)
        if call["connect_token"]:
            authorization = {"Authorization": f"Bearer {saved['token']}"}
            arguments["request_options"] = {"additional_headers": authorization}
        response = to_plain(method(*fill_in(call["path"], saved), **arguments))
        saved.update({name: value_at(response, path) for name, path in call["saves"].items()})
        return {"ok": True, "has_result": call["result_path"] is None or bool(value_at(response, call["result_path"]))}
    except Exception as error:
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}


def fill_in(value: Any, saved: dict[str, Any]) -> Any:
    """Return a value with `$name` replaced by saved values."""
    if isinstance(value, dict):
        return {name: fill_in(item, saved) for name, item in value.items()}
    if isinstance(value, list):
        return [fill_in(item, saved) for item in value]
    return saved[value[1:]] if isinstance(value, str) and value.startswith("$") else value


def to_plain(response: Any) -> Any:
    """Return a response as plain data: all items of a pager, the text of a stream."""
    if hasattr(response, "iter_pages"):
        return list(response)
    return b"".join(response).decode() if isinstance(response, Iterator) else response


def value_at(response: Any, path: str) -> Any:
    """Return the value of a response at a path such as `data.0.id`. For some responses, this SDK returns the content of `data` directly."""
    names = path.split(".") if path else []
    for name in names[1:] if names[:1] == ["data"] and not hasattr(response, "data") else names:
        response = member_of(response, name)
    return response


def member_of(value: Any, name: str) -> Any:
    """Return an item of a list, a value of a map, or a field of a model."""
    if isinstance(value, list):
        return value[int(name)]
    return value[name] if isinstance(value, dict) else getattr(value, name)


if __name__ == "__main__":
    main()
