"""Read the OpenAPI specification: its operations with their parameters, bodies, responses and rate limits.

A schema is named by its JSON pointer, so that every `$ref` in it resolves against the whole document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Any

from attrs import frozen

from ..wire.types import JsonObject, as_list, as_object

_METHODS = ("get", "put", "post", "delete", "patch")
_JSON = "application/json"
_WORDS = {"title", "description", "examples"}


@frozen
class Parameter:
    """A parameter of an operation. `client_setting` marks those that the client takes from its settings."""

    name: str
    location: str
    required: bool
    sensitive: bool
    client_setting: bool
    schema: str


@frozen
class Content:
    """The body of a request or response: JSON by the schema at a pointer, or any bytes."""

    schema: str | None = None
    any_bytes: bool = False


@frozen
class RateLimit:
    """A limit on requests, shared by all operations that name it. `per` names what is counted separately."""

    name: str
    requests: int
    seconds: float
    per: str


@frozen
class Operation:
    """An operation of the API."""

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    body: Content
    body_required: bool
    responses: Mapping[str, Content]
    schemes: frozenset[str]
    scopes: frozenset[str]
    idempotent: bool
    rate_limits: tuple[RateLimit, ...]

    @property
    def in_project(self) -> bool:
        """Whether the operation runs in a project, and so in one of its environments.

        Where a project itself is read or changed, the caller names it, and not the settings of the client.
        """
        return any(
            parameter.name == "project_id" and parameter.client_setting for parameter in self.parameters_in("path")
        )

    def parameters_in(self, location: str) -> list[Parameter]:
        """Return the parameters in `path`, `query` or `header`."""
        return [parameter for parameter in self.parameters if parameter.location == location]

    def response(self, status: int) -> Content | None:
        """Return the body of a response of that status, or None if the specification has no such response."""
        for name in (str(status), f"{status // 100}XX", "default"):
            if name in self.responses:
                return self.responses[name]
        return None


class Document:
    """The whole specification."""

    def __init__(self, content: JsonObject) -> None:
        """Use a specification, given as a JSON object."""
        self.content = content

    @cached_property
    def operations(self) -> list[Operation]:
        """All operations, in the order of the specification."""
        return [
            self._operation(path, item, method)
            for path, item in self.content["paths"].items()
            for method in _METHODS
            if method in item
        ]

    @cached_property
    def rate_limits(self) -> Mapping[str, RateLimit]:
        """The rate limits of all operations, by name."""
        return {limit.name: limit for operation in self.operations for limit in operation.rate_limits}

    @cached_property
    def scopes(self) -> frozenset[str]:
        """The scopes an access token can have."""
        schemes = self.content["components"]["securitySchemes"]
        flows = [flow for scheme in schemes.values() for flow in scheme.get("flows", {}).values()]
        return frozenset(scope for flow in flows for scope in flow.get("scopes", {}))

    @cached_property
    def sensitive_names(self) -> frozenset[str]:
        """The names of all properties and parameters that are marked as credentials."""
        return frozenset(_sensitive(self.content))

    def follow(self, pointer: str) -> tuple[str, Any]:
        """Return the value at a pointer, and its pointer after following references."""
        value: Any = self.content
        for step in pointer.split("/")[1:]:
            items, name = as_list(value), step.replace("~1", "/").replace("~0", "~")
            value = value[name] if items is None else items[int(name)]
        reference = (as_object(value) or {}).get("$ref")
        return (pointer, value) if reference is None else self.follow(reference.removeprefix("#"))

    def _operation(self, path: str, item: JsonObject, method: str) -> Operation:
        base = f"/paths/{path.replace('/', '~1')}"
        at, raw = f"{base}/{method}", item[method]
        shared = [f"{base}/parameters/{i}" for i in range(len(item.get("parameters", [])))]
        own = [f"{at}/parameters/{i}" for i in range(len(raw.get("parameters", [])))]
        security = raw.get("security", self.content.get("security", []))
        body: JsonObject = self.follow(f"{at}/requestBody")[1] if "requestBody" in raw else {}
        return Operation(
            id=raw["operationId"],
            method=method.upper(),
            path=path,
            parameters=tuple(self._parameter(pointer) for pointer in shared + own),
            body=self._content(f"{at}/requestBody") if body else Content(),
            body_required=body.get("required", False),
            responses={status: self._content(f"{at}/responses/{status}") for status in raw["responses"]},
            schemes=frozenset(scheme for choice in security for scheme in choice),
            scopes=frozenset(scope for choice in security for scopes in choice.values() for scope in scopes),
            idempotent=method not in ("post", "patch") or raw.get("x-idempotent", False),
            rate_limits=_rate_limits(raw.get("x-rate-limit")),
        )

    def _parameter(self, pointer: str) -> Parameter:
        at, raw = self.follow(pointer)
        return Parameter(
            name=raw["name"],
            location=raw["in"],
            required=raw.get("required", False),
            sensitive=raw.get("x-sensitive", False),
            client_setting=raw.get("x-client-parameter", False),
            schema=f"{at}/schema",
        )

    def _content(self, pointer: str) -> Content:
        at, raw = self.follow(pointer)
        content: JsonObject = raw.get("content", {})
        if _JSON not in content:
            return Content(any_bytes=bool(content))
        at, schema = self.follow(f"{at}/content/application~1json/schema")
        # An empty schema means the body of an app's own API, which need not be JSON.
        return Content(at, any_bytes=not {name for name in schema if not name.startswith("x-")} - _WORDS)


@cache
def bundled() -> Document:
    """Return the specification in the generated package."""
    file = resources.files("pdconnect_api").joinpath("openapi.json")
    return Document(json.loads(file.read_text(encoding="utf-8")))


def _rate_limits(value: Any) -> tuple[RateLimit, ...]:
    """Return the limits of an operation, which has one, a list of them, or none."""
    limits = as_list(value)
    if limits is None:
        limits = [] if value is None else [value]
    return tuple(RateLimit(**limit) for limit in limits)


def _sensitive(value: Any) -> Iterator[str]:
    for part in as_list(value) or []:
        yield from _sensitive(part)
    for name, part in (as_object(value) or {}).items():
        if (as_object(part) or {}).get("x-sensitive"):
            yield part.get("name", name) if "in" in part else name
        yield from _sensitive(part)
