"""Makes the calls that come in as JSON with the official Python SDK, and prints a line of JSON for each.

It runs in an environment of its own, which has that SDK and not ours.
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
    order = json.load(sys.stdin)
    client = import_module("pipedream").Pipedream(
        base_url=os.environ["BASE_URL"],
        project_id=os.environ["PROJECT_ID"],
        client_id=os.environ["CLIENT_ID"],
        client_secret=os.environ["CLIENT_SECRET"],
        project_environment="development",
        max_retries=0,
    )
    kept = dict(order["kept"])
    for call in order["calls"]:
        print(json.dumps({"method": call["method"], **outcome(client, call, kept)}), flush=True)


def outcome(client: Any, call: Any, kept: dict[str, Any]) -> dict[str, Any]:
    """Make one call; tell what it gave, or why it failed."""
    resource, _, name = call["method"].partition(".")
    if not hasattr(getattr(client, resource, None), name):
        return {"ok": False, "error": "there is no such method"}
    try:
        method = getattr(getattr(client, resource), name)
        answer = plain(method(*filled(call["path"], kept), **filled(call["arguments"], kept)))
        kept.update({name: part(answer, path) for name, path in call["keeps"].items()})
        return {"ok": True, "given": call["gives"] is None or bool(part(answer, call["gives"]))}
    except Exception as error:
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}


def filled(value: Any, kept: dict[str, Any]) -> Any:
    """Put kept values in."""
    if isinstance(value, dict):
        return {name: filled(part, kept) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part, kept) for part in value]
    return kept[value[1:]] if isinstance(value, str) and value.startswith("$") else value


def plain(answer: Any) -> Any:
    """Return an answer, in place of a pager all items of all pages, in place of a stream its text."""
    if hasattr(answer, "iter_pages"):
        return list(answer)
    return b"".join(answer).decode() if isinstance(answer, Iterator) else answer


def part(answer: Any, path: str) -> Any:
    """Return the part of an answer at a path such as `data.0.id`. This SDK takes some answers out of their `data`."""
    names = path.split(".") if path else []
    for name in names[1:] if names[:1] == ["data"] and not hasattr(answer, "data") else names:
        answer = member(answer, name)
    return answer


def member(value: Any, name: str) -> Any:
    """Return an item of a list, a value of a map, or a field of a model."""
    if isinstance(value, list):
        return value[int(name)]
    return value[name] if isinstance(value, dict) else getattr(value, name)


if __name__ == "__main__":
    main()
