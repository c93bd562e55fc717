"""Read a request by its operation: convert parameters to values and the body to JSON, and collect all problems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from ..wire.buffered_request import BufferedRequest
from ..wire.strict_json import MAX_VALUES, TooManyValuesError, read_json
from ..wire.types import JsonObject, as_object
from .document import Document, Operation, Parameter
from .validation import Schemas

ENVIRONMENT_HEADER = "x-pd-environment"
_BOOLEANS: Mapping[str, bool] = {"true": True, "1": True, "false": False, "0": False}
"""The service accepts more than `true` and `false`: its own samples have `1`, and a Python program may send `True`."""
MAX_JSON_BODY = 4 * 1024 * 1024
"""Maximum number of bytes of a JSON body. The vendor's reference documents none."""


class RequestReader:
    """Reads requests, and checks them against the specification."""

    def __init__(self, document: Document, schemas: Schemas) -> None:
        """Use this specification and its schemas."""
        self._document = document
        self._schemas = schemas

    def parameters(
        self, operation: Operation, location: str, given: Mapping[str, list[str]]
    ) -> tuple[JsonObject, list[str]]:
        """Return the values of the parameters in `path`, `query` or `header`, and what is wrong with them."""
        values: JsonObject = {}
        problems: list[str] = []
        for parameter in operation.parameters_in(location):
            where, strings = f"{location}.{parameter.name}", given.get(parameter.name, [])
            if not strings and parameter.required:
                problems.append(f"{where}: is missing")
            elif strings:
                values[parameter.name] = self._value(parameter, strings)
                problems += self._schemas.problems(parameter.schema, values[parameter.name], where)
        return values, problems

    def query(self, operation: Operation, text: str) -> tuple[JsonObject, list[str], list[str]]:
        """Return the values of the query, what is wrong with them, and the names of unknown parameters."""
        known = {parameter.name for parameter in operation.parameters_in("query")}
        given: dict[str, list[str]] = {}
        for name, strings in query_values(text).items():
            plain = name.removesuffix("[]")  # as clients in PHP, Ruby and JavaScript write a list
            given.setdefault(plain if plain in known else name, []).extend(strings)
        values, problems = self.parameters(operation, "query", given)
        return values, problems, [name for name in given if name not in known]

    def headers(self, operation: Operation, headers: Mapping[str, str]) -> list[str]:
        """Return what is wrong with the headers, except that of the environment, which the service checks."""
        given = {name: [value] for name, value in headers.items() if name != ENVIRONMENT_HEADER}
        _, problems = self.parameters(operation, "header", given)
        return [problem for problem in problems if ENVIRONMENT_HEADER not in problem]

    def body(self, operation: Operation, body: JsonObject | None) -> tuple[list[str], list[str]]:
        """Return what is wrong with the body, and the names of unknown fields. Only at the top level a body has named fields."""
        if operation.body.schema is None:
            return ([] if not body else ["body: this operation takes no body"]), []
        if body is None:
            return (["body: is missing"] if operation.body_required else []), []
        _, schema = self._document.follow(operation.body.schema)
        unknown = [name for name in body if name not in schema["properties"]]
        return self._schemas.problems(operation.body.schema, body, "body"), unknown

    def _value(self, parameter: Parameter, strings: list[str]) -> Any:
        _, schema = self._document.follow(parameter.schema)
        if schema.get("type") == "array":
            return [_from_text(schema.get("items", {}).get("type"), text) for text in strings]
        # A list in place of one value fails the type check of the schema, with a message that fits.
        return _from_text(schema.get("type"), strings[0]) if len(strings) == 1 else strings


def json_body(request: BufferedRequest) -> JsonObject | None:
    """Return the JSON object in the body of a request, None if it has no body, or raise 400."""
    if not request.content:
        return None
    body = as_object(json_value(request))
    if body is None:
        raise HTTPException(400, "body: must be a JSON object")
    return body


def json_value(request: BufferedRequest) -> Any:
    """Return the JSON value in the body of a request, or raise 400 or 413."""
    if not _media_type(request).startswith("application/json"):
        raise HTTPException(400, "body: must be sent as application/json")
    if len(request.content) > MAX_JSON_BODY:
        raise HTTPException(413, f"body: the sandbox takes at most {MAX_JSON_BODY} bytes of JSON")
    try:
        return read_json(request.content)
    except TooManyValuesError:
        raise HTTPException(413, f"body: the sandbox takes at most {MAX_VALUES} values in a JSON body") from None
    except ValueError:
        raise HTTPException(400, "body: is not JSON") from None


def form_body(request: BufferedRequest) -> JsonObject | None:
    """Return the fields of a form, or None if the request is not a form."""
    if _media_type(request) != "application/x-www-form-urlencoded":
        return None
    text = request.content.decode("utf-8", errors="replace")
    return dict(parse_qsl(text, keep_blank_values=True))


def query_values(text: str) -> dict[str, list[str]]:
    """Return the strings of each query parameter."""
    given: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        given.setdefault(name, []).append(value)
    return given


def _media_type(request: BufferedRequest) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _from_text(kind: Any, text: str) -> Any:
    """Return the value that a string has in a schema of that type, or the string itself."""
    if kind == "boolean":
        return _BOOLEANS.get(text.lower(), text)
    if kind in ("integer", "number") and re.fullmatch(r"-?[0-9]{1,19}", text):
        return int(text)
    return text
