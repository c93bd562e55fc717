"""The specification as the tests see it: the committed bundle, read without any code of the generator."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from keyword import iskeyword
from typing import Any, NamedTuple

Schema = dict[str, Any]

DOCUMENT: Schema = json.loads(files("pdconnect_api").joinpath("openapi.json").read_text("utf-8"))
SERVER: str = DOCUMENT["servers"][0]["url"]
METHODS = ("get", "put", "post", "patch", "delete")


class Argument(NamedTuple):
    """One argument of a method, and where its value goes."""

    name: str
    wire: str
    location: str
    """`path`, `query` or `body`."""
    required: bool
    schema: Schema
    example: Any = None
    sensitive: bool = False

    @property
    def nullable(self) -> bool:
        return "null" in kinds(self.schema)


class ResponseExample(NamedTuple):
    """One example of a response."""

    status: int
    name: str
    schema: Schema
    value: Any
    """None where the status has no content; then `schema` is empty."""


@dataclass(frozen=True, eq=False)
class Operation:
    """One operation; `str` of it is its id."""

    id: str
    tag: str
    method: str
    path: str
    node: Schema
    parameters: list[Schema]

    def __str__(self) -> str:
        return self.id

    @cached_property
    def in_project(self) -> bool:
        """Whether the project in the path is the client's."""
        return any(
            parameter["name"] == "project_id" and parameter.get("x-client-parameter") for parameter in self.parameters
        )

    @cached_property
    def method_name(self) -> str:
        return self.id.removeprefix(f"{self.tag}_")

    @cached_property
    def body(self) -> Schema:
        """The JSON media type of the request; empty if nothing is sent."""
        media: Schema = resolve(self.node.get("requestBody", {})).get("content", {}).get("application/json", {})
        return media

    @cached_property
    def constants(self) -> Schema:
        """Return the members of the body that always have the same value; they have no argument."""
        schema = resolve(self.body.get("schema", {}))
        properties = {name: resolve(schema["properties"][name]) for name in schema.get("required", [])}
        return {name: child["const"] for name, child in properties.items() if "const" in child}

    @cached_property
    def arguments(self) -> list[Argument]:
        """Return the arguments of the caller: the parameters that the client does not set, then the members of the body."""
        found = [
            Argument(
                python_name(parameter["name"]),
                parameter["name"],
                parameter["in"],
                parameter.get("required", False),
                parameter["schema"],
                parameter.get("example"),
                parameter.get("x-sensitive", False),
            )
            for parameter in self.parameters
            if not parameter.get("x-client-parameter")
        ]
        schema = resolve(self.body.get("schema", {}))
        for name, child in schema.get("properties", {}).items():
            if name not in self.constants:
                required = name in schema.get("required", [])
                sensitive = resolve(child).get("x-sensitive", False)
                found.append(Argument(python_name(name), name, "body", required, child, None, sensitive))
        return found

    def arguments_in(self, location: str) -> list[Argument]:
        """Return the arguments in one location: path, query or body."""
        return [argument for argument in self.arguments if argument.location == location]

    @cached_property
    def responses(self) -> list[ResponseExample]:
        """Every example of a success."""
        found: list[ResponseExample] = []
        for status, reference in self.node["responses"].items():
            if status.startswith("2"):
                media = resolve(reference).get("content", {}).get("application/json")
                if media is None:
                    found.append(ResponseExample(int(status), "no content", {}, None))
                else:
                    found += [
                        ResponseExample(int(status), name, media["schema"], value) for name, value in examples(media)
                    ]
        return found

    @cached_property
    def item_paths(self) -> list[list[str]]:
        """Return the paths where the items of a page can be; empty if the response is not a page."""
        style = DOCUMENT["x-pagination-styles"].get(self.node.get("x-pagination"), {})
        return [path.split(".") for path in style.get("items", [])]


def resolve(node: Any) -> Any:
    """Return a node with its references resolved; members beside a reference are merged."""
    beside: Schema = {}
    while "$ref" in node:
        beside = {key: value for key, value in node.items() if key != "$ref"} | beside
        target: Any = DOCUMENT
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return {**node, **beside} if beside else node


def name_of(schema: Schema) -> str | None:
    """Return the name of a referenced schema."""
    return schema["$ref"].rpartition("/")[2] if "$ref" in schema else None


def branches(schema: Schema) -> list[Schema]:
    """Return the alternatives of a schema; none if it has no alternatives."""
    return list(schema.get("anyOf") or schema.get("oneOf") or [])


def kinds(schema: Schema) -> set[str]:
    """Return the JSON types a schema takes; empty for any."""
    schema = resolve(schema)
    if branches(schema):
        return set().union(*(kinds(branch) for branch in branches(schema)))
    declared = schema.get("type", [])
    return {declared} if isinstance(declared, str) else set(declared)


def examples(media: Schema) -> list[tuple[str, Any]]:
    """Return name and value of every example of a media type."""
    return [(name, resolve(reference)["value"]) for name, reference in media.get("examples", {}).items()]


def python_name(wire: str) -> str:
    """Return the name in Python: snake case, and a keyword gets an underscore."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire).lower()
    return f"{name}_" if iskeyword(name) else name


def fields_of(schema: Schema) -> dict[str, list[str]]:
    """Return the fields of an object by their names in Python; two spellings on the wire make one field."""
    fields: dict[str, list[str]] = {}
    for wire, child in schema["properties"].items():
        fields[python_name(wire)] = [wire, *([child["x-also-named"]] if "x-also-named" in child else [])]
    return fields


def _operations() -> Iterator[Operation]:
    for path, item in DOCUMENT["paths"].items():
        for method in METHODS:
            if method in item:
                node = item[method]
                parameters = [
                    resolve(parameter) for parameter in [*item.get("parameters", []), *node.get("parameters", [])]
                ]
                yield Operation(node["operationId"], node["tags"][0], method.upper(), path, node, parameters)


def _has_form(operation: Operation) -> bool:
    """Return whether all that is sent and all that comes is JSON of a declared form."""
    responses = [response for status, response in operation.node["responses"].items() if status.startswith("2")]
    contents = [resolve(holder).get("content", {}) for holder in (operation.node.get("requestBody", {}), *responses)]
    media = [(name, resolve(one.get("schema", {}))) for content in contents for name, one in content.items()]
    return all(name == "application/json" and schema.keys() & {"type", "anyOf"} for name, schema in media)


ALL_OPERATIONS = list(_operations())
OPERATIONS = [operation for operation in ALL_OPERATIONS if _has_form(operation)]
"""The operations that can be tested from the specification alone: not those that return files or responses of other services."""
RESULTS = [
    (operation, response)
    for operation in OPERATIONS
    for response in operation.responses
    if response.schema and response.status != 202
]
"""Every example of a result; 202 has none."""
FIRST_RESULTS = list({operation.id: (operation, response) for operation, response in reversed(RESULTS)}.values())[::-1]
"""One of each operation that has a result."""
PAYLOADS: list[Schema] = [
    media
    for item in DOCUMENT.get("webhooks", {}).values()
    for request in item.values()
    for media in resolve(request.get("requestBody", {})).get("content", {}).values()
]
"""The media types of what the service sends on its own."""
READ_SCHEMAS = [*(response.schema for _, response in FIRST_RESULTS), *(media["schema"] for media in PAYLOADS)]
"""The schemas of everything that is read."""
