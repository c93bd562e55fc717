"""The text of an error message: first what failed, in terms of the user's task, then the request. Pure, except for the document."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pdconnect

from .openapi_document import Operation, load_packaged, operations

_NOUNS = {
    "account_id": "account",
    "app_id": "app",
    "external_user_id": "user",
    "project_id": "project",
    "trigger_id": "deployed trigger",
    "webhook_id": "webhook",
    "app_categories": "app category",
    "app_overrides": "app override",
    "oauth_apps": "OAuth client",
}
"""Nouns for what a path parameter identifies. For the parameters `id` and `component_id`, the resource decides."""
_SAME_EVERYWHERE = {
    "actions",
    "app_categories",
    "app_overrides",
    "apps",
    "components",
    "oauth_apps",
    "projects",
    "triggers",
}
"""Resources whose items are the same in every environment."""
_NOT_IN_DOCUMENT = {
    "workflows_invoke": "start the workflow",
    "workflows_invoke_for_external_user": "start the workflow for this user",
}
"""What an operation does that the OpenAPI document does not contain."""
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def summary_and_request(error: Exception, environment: str | None) -> tuple[str, str | None]:
    """Return the message of an error, and a line about its request if there is one."""
    if not isinstance(error, pdconnect.PdconnectError) or error.operation is None:
        return str(error), None
    request = f"{error.operation} ({error.method} {error.path})"
    message = str(error).removeprefix(f"{request}: ")
    found = [each for each in operations(load_packaged()) if each.id == error.operation]
    if found and isinstance(error, pdconnect.NotFoundError):
        missing = _missing_item(found[0], error.path or "", environment)
        if missing:
            return missing, f"{request}: {message}"
    task = found[0].summary if found else _NOT_IN_DOCUMENT.get(error.operation)
    if task:
        message = f"cannot {task[:1].lower()}{task[1:]}: {message}"
    return message, request


def _missing_item(operation: Operation, path: str, environment: str | None) -> str | None:
    """Return a sentence about the item that the path of a 404 names, or None if it names none."""
    pattern = _PLACEHOLDER.sub(lambda match: f"(?P<{match[1]}>[^/]+)", operation.path)
    matched = re.fullmatch(pattern, path)
    values = matched.groupdict() if matched else {}
    if not operation.path.startswith("/v1/connect/projects/"):
        values.pop("project_id", None)
    if not values:
        return None
    name, value = list(values.items())[-1]
    noun = _NOUNS.get(name) or _NOUNS.get(operation.resource) or operation.resource.removesuffix("s")
    where = f" in {environment}" if environment and operation.resource not in _SAME_EVERYWHERE else ""
    return f"{noun} {unquote(value)} not found{where}"
