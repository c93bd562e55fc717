"""Print the methods of the official Python SDK with their parameters, as JSON. It runs in the virtual environment of that SDK."""

from __future__ import annotations

import inspect
import json
from importlib import import_module


def main() -> None:
    """List the public methods of every resource of the client."""
    client = import_module("pipedream").Pipedream(
        project_id="proj_1", client_id="c", client_secret="s", project_environment="development"
    )
    names = [name for name in dir(client) if not name.startswith("_")]
    found: dict[str, list[str]] = {}
    for name in names:
        if name in ("with_raw_response", "raw_access_token"):
            continue
        resource = getattr(client, name)
        if callable(resource):
            found[name] = list(inspect.signature(resource).parameters)
            continue
        for method in dir(type(resource)):
            if not method.startswith("_") and callable(getattr(type(resource), method)):
                found[f"{name}.{method}"] = list(inspect.signature(getattr(resource, method)).parameters)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
