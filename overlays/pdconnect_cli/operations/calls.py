"""Build the call of an operation, and show its result."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from inspect import signature
from typing import Any

from pdconnect_api.call import Call, Listing
from pdconnect_api.model import Model

from .. import exit_codes
from ..errors import CommandError
from ..openapi_document import Operation
from ..output.redaction import display_json

OTHER_COMMANDS = {
    "proxy": "`pdconnect proxy` calls an app's own API",
    "file_stash": "`pdconnect files download` downloads a file",
    "oauth_tokens": "the client requests access tokens itself",
}
"""Resources whose operations are not sent as plain calls, and what to use."""


def check_callable(operation: Operation) -> None:
    """Check that an operation can be sent as it is. Raises CommandError."""
    hint = OTHER_COMMANDS.get(operation.resource)
    if hint:
        raise CommandError(f"{operation.method} {operation.path} cannot be sent like this", exit_codes.USAGE, hint)


def build_call(operation: Operation, project_id: str | None, values: Mapping[str, Any]) -> Call[Any]:
    """Return the call of an operation. The generated function checks the values. Raises InvalidArgumentError."""
    module = import_module(f"pdconnect_api.api.{operation.resource}.{operation.id}")
    function = getattr(module, operation.id)
    project = {"project_id": project_id} if "project_id" in signature(function).parameters else {}
    call: Call[Any] = function(**{**project, **values})
    return call


def display_result(result: Any, *, reveal: bool = False) -> Any:
    """Return the JSON value of a call's result, with all secrets masked unless `reveal`."""
    if isinstance(result, Listing):
        items = [display_result(item, reveal=reveal) for item in result.data]  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        return {"page_info": result.page_info.to_dict(), "data": items}
    if isinstance(result, Model):
        return display_json(result, reveal=reveal)
    if isinstance(result, list):
        return [display_result(item, reveal=reveal) for item in result]  # pyright: ignore[reportUnknownVariableType]
    return result
