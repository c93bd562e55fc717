"""Write one curl command for each operation, from the examples of the specification."""

from __future__ import annotations

import json
import shlex
from typing import Any
from urllib.parse import quote, urlencode

from ..openapi import operations, parameters, resolve

_INTRODUCTION = """# curl samples

One command for each operation, with the values of the examples. Set the variables first:

```sh
export PD_TOKEN=...       # an access token (see oauth_tokens_create); where noted, a Connect token
export PROJECT_ID=proj_...
```
"""


def curl_samples(document: dict[str, Any]) -> str:
    """Return the samples as Markdown, by tag."""
    found = list(operations(document))
    sections = [_INTRODUCTION]
    for tag in document["tags"]:
        own = [entry for entry in found if tag["name"] in entry[3]["tags"]]
        if own:
            sections.append(f"\n## {tag['name']}\n")
        for _, path, method, operation, item in own:
            command = "\n".join(_command(document, path, method, operation, item))
            note = "" if not _needs_connect_token(operation) else "Needs a Connect token.\n\n"
            sections.append(
                f"\n### {operation['operationId']}\n\n{operation['summary']}.\n\n{note}```sh\n{command}\n```\n"
            )
    return "".join(sections)


def _needs_connect_token(operation: dict[str, Any]) -> bool:
    return bool(operation["security"]) and not any("oauth" in choice for choice in operation["security"])


def _command(
    document: dict[str, Any], path: str, method: str, operation: dict[str, Any], item: dict[str, Any]
) -> list[str]:
    """Return the lines of the command."""
    declared = parameters(document, operation, item)
    arguments = [] if method == "get" else [f"--request {method.upper()}"]
    if operation["security"]:
        arguments.append('--header "Authorization: Bearer $PD_TOKEN"')
    query: list[tuple[str, str]] = []
    for parameter in declared:
        name, value = parameter["name"], parameter.get("example")
        if parameter["in"] == "path":
            own = name == "project_id" and parameter.get("x-client-parameter")
            path = path.replace(f"{{{name}}}", "$PROJECT_ID" if own else quote(str(value), safe=""))
        elif parameter["in"] == "query" and parameter.get("required"):
            query.append((name, str(value)))
        elif parameter["in"] == "header" and parameter.get("required"):
            arguments.append(f"--header '{name}: {value}'")
    body = resolve(document, operation.get("requestBody", {})).get("content", {}).get("application/json")
    if body:
        example = resolve(document, next(iter(body["examples"].values())))["value"]
        arguments.append("--header 'content-type: application/json'")
        arguments.append(f"--data {shlex.quote(json.dumps(example, ensure_ascii=False, indent=2))}")
    url = f"{document['servers'][0]['url']}{path}" + (f"?{urlencode(query, quote_via=quote)}" if query else "")
    lines = ["curl --fail-with-body", *(f"  {argument}" for argument in arguments), f'  "{url}"']
    return [f"{line} \\" for line in lines[:-1]] + lines[-1:]
