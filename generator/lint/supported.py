"""Rules for valid OpenAPI that the generator cannot turn into correct code: it is reported, and not ignored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..openapi import Node, branches, declared_parameters, media_types, operations, parameters, resolve
from ..problems import escape
from ..results import HAND_WRITTEN, is_generated
from .keywords import all_schemas, types_of

_JSON = "application/json"
_METHODS = ("get", "put", "patch", "post", "delete")
_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_CLIENT_PARAMETERS = {("path", "project_id"), ("header", "x-pd-environment"), ("header", "x-pd-rate-limit")}
"""The parameters that clients send by themselves."""
_SCHEMES = ("oauth", "connectToken")
_PATH = re.compile(r"[^{}]*(?:\{[^{}]+\}[^{}]*)*").fullmatch
_SCALARS = {"string", "integer", "number", "boolean"}


def has_supported_method(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that each operation has an HTTP method for which there is generated code, and that each webhook is a POST."""
    for pointer, _, method, _, _ in operations(document):
        if method not in _METHODS:
            yield pointer, f"{method.upper()} is not supported; one of {', '.join(_METHODS).upper()}"
    for pointer, _, method, _, _ in operations(document, ("webhooks",)):
        if method != "post":
            yield pointer, f"{method.upper()} is not supported: the service sends webhooks by POST"


def serializes_parameters(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that parameters are sent in the only supported way: a query as `form` with `explode`, a path as `simple`."""
    for pointer, parameter in declared_parameters(document):
        location, schema = parameter["in"], resolve(document, parameter.get("schema", {}))
        style = parameter.get("style", _STYLES[location])
        if style != _STYLES[location]:
            yield f"{pointer}/style", f"{style} is not supported; a {location} parameter is sent as {_STYLES[location]}"
        if location == "query" and parameter.get("explode") is False:
            yield f"{pointer}/explode", "false is not supported; a list is sent as one parameter for each item"
        if parameter.get("allowReserved") is True:
            yield f"{pointer}/allowReserved", "is not supported; reserved characters are always percent-encoded"
        if "content" in parameter:
            yield f"{pointer}/content", "is not supported; a parameter has a `schema`"
        forms = [resolve(document, form) for form in branches(schema) or [schema]]
        types = {name for form in forms for name in types_of(form)}
        if "object" in types:
            yield f"{pointer}/schema", "an object is not supported as a parameter"
        if "array" in types and location != "query":
            yield f"{pointer}/schema", f"an array is not supported in a {location} parameter"
        elif "array" in types and types_of(resolve(document, schema.get("items", {}))) != ["string"]:
            yield f"{pointer}/schema", "an array in a query must be a plain array of strings"
        if not types and "schema" in parameter and "enum" not in schema:  # `is_complete` reports an enum without a type
            yield f"{pointer}/schema", "a parameter must have a type"
        if "array" in types and len(types) > 1:
            yield f"{pointer}/schema", "a parameter is either an array or a scalar"
        if "null" in types:
            yield f"{pointer}/schema", "null is not supported in a parameter"
        if location == "path" and types & {"integer", "number", "boolean"}:
            yield f"{pointer}/schema", "a path parameter must be a string"
        if parameter.get("allowEmptyValue") is True:
            yield f"{pointer}/allowEmptyValue", "is not supported: an argument that is not passed is not sent at all"


def has_supported_content(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that bodies are JSON with a declared schema, unless the method is written by hand, and that a request is an object."""
    for pointer, _, _, operation, _ in operations(document):
        if operation.get("operationId") in HAND_WRITTEN:
            continue
        body = resolve(document, operation.get("requestBody", {})).get("content", {})
        contents = [(f"{pointer}/requestBody", body)]
        for status, response in operation.get("responses", {}).items():
            if status.startswith("2"):
                contents.append((f"{pointer}/responses/{status}", resolve(document, response).get("content", {})))
        bad = [
            (f"{body_pointer}/content", media)
            for body_pointer, content in contents
            if _JSON not in content
            for media in content
        ]
        for body_pointer, media in bad:
            reason = f"{media} is not supported, only {_JSON}; no method would be generated (see HAND_WRITTEN)"
            yield f"{body_pointer}/{escape(media)}", reason
        if not bad and not is_generated(document, operation):
            reason = (
                "a body without a declared schema is not supported; no method would be generated (see HAND_WRITTEN)"
            )
            yield pointer, reason
        schema = resolve(document, body.get(_JSON, {}).get("schema", {}))
        if schema and "properties" not in schema:
            reason = "a request body must be an object with declared properties, which become arguments"
            yield f"{pointer}/requestBody/content/{escape(_JSON)}/schema", reason


def has_one_success(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that all successes have one schema, and 204 no body. 202 may have another one: its result is not known yet, it is an error."""
    for pointer, _, _, operation, _ in operations(document):
        found = {
            status: resolve(document, response).get("content", {}).get(_JSON, {}).get("schema")
            for status, response in sorted(operation.get("responses", {}).items())
            if status.startswith("2")
        }
        if list(found) == ["202"]:
            yield f"{pointer}/responses/202", "is not supported as the only success: clients raise an error for it"
        for status in ("204", "205"):
            if resolve(document, operation.get("responses", {}).get(status, {})).get("content"):
                yield f"{pointer}/responses/{status}/content", f"is not possible: a {status} has no body"
        found.pop("202", None)
        for status, schema in list(found.items())[1:]:
            if schema != next(iter(found.values())):
                reason = f"has another schema than {next(iter(found))}; a method has one result"
                yield f"{pointer}/responses/{status}", reason


def unions_can_be_read(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that one reader can read a union: a named union only of objects, with one tag, or else at most one form that needs a reader."""
    forms_of_bodies = {f"{pointer}/schema" for pointer, _, _ in media_types(document)}  # they become one result
    for pointer, schema in all_schemas(document):
        alternatives = [resolve(document, branch) for branch in branches(schema)]
        if not alternatives or "x-reads-as" in schema or pointer in forms_of_bodies:
            continue
        keyword = "anyOf" if schema.get("anyOf") else "oneOf"
        objects = [form for form in alternatives if "properties" in form]
        if len(objects) > 1 and len(objects) < len(alternatives):
            yield f"{pointer}/{keyword}", "a union of objects cannot contain anything else"
        elif len(objects) > 1:
            yield from _tags(document, f"{pointer}/{keyword}", objects)
            if not pointer.startswith("/components/schemas/"):
                yield f"{pointer}/{keyword}", "a union of objects must be a $ref to a named schema"
        elif sum(_needs_reader(document, form) for form in alternatives) > 1:
            reason = "only one alternative may be an object, a date-time, an open enum or a list of these: they cannot be distinguished"
            yield f"{pointer}/{keyword}", reason


def _tags(document: dict[str, Any], pointer: str, objects: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Check that one property with different constants distinguishes the variants of a union."""
    tag = ""
    seen: dict[str, int] = {}
    for index, variant in enumerate(objects):
        for name, child in variant["properties"].items():
            value = resolve(document, child).get("const")
            if not isinstance(value, str):
                continue
            tag = tag or name
            if name != tag:
                yield f"{pointer}/{index}", f"has a const in {name}, but the tag of the other variants is {tag}"
            elif value in seen:
                yield f"{pointer}/{index}", f"has the same constant as variant {seen[value]}: {value}"
            seen.setdefault(value, index)


def _needs_reader(document: dict[str, Any], schema: dict[str, Any]) -> bool:
    if "items" in schema:
        return _needs_reader(document, resolve(document, schema["items"]))
    is_object = "properties" in schema or len([b for b in branches(schema) if "$ref" in b]) > 1
    return is_object or "x-extensible-enum" in schema or schema.get("format") == "date-time"


def sends_only_what_it_declares(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that operations contain nothing that generated code ignores: servers of their own, callbacks, links, unknown settings."""
    for path, item in document.get("paths", {}).items():
        if "servers" in item:
            yield f"/paths/{escape(path)}/servers", "is not supported: all requests go to one server"
        if "?" in path or "#" in path:
            yield f"/paths/{escape(path)}", "a path must not contain a query or a fragment"
        if not _PATH(path):
            yield f"/paths/{escape(path)}", "braces must enclose the name of one parameter, as in /users/{id}"
    for pointer, _, method, operation, item in operations(document):
        if "servers" in operation:
            yield f"{pointer}/servers", "is not supported: all requests go to one server"
        if operation.get("callbacks"):
            yield f"{pointer}/callbacks", "is not supported; describe the requests of the service as webhooks"
        if method in ("get", "delete") and "requestBody" in operation and operation["operationId"] not in HAND_WRITTEN:
            yield f"{pointer}/requestBody", f"is not supported: the body of a {method.upper()} has no defined meaning"
        for media, content in resolve(document, operation.get("requestBody", {})).get("content", {}).items():
            if "encoding" in content:
                yield f"{pointer}/requestBody/content/{escape(media)}/encoding", "is not supported for JSON"
        seen = set()
        for parameter in parameters(document, operation, item):
            key = (parameter["in"], parameter["name"].lower() if parameter["in"] == "header" else parameter["name"])
            if key in seen and key[0] not in ("path", "query"):  # `declares_parameters` reports those
                yield f"{pointer}/parameters", f"{parameter['name']} is declared twice"
            seen.add(key)
    for pointer, response in _declared_responses(document):
        if response.get("links"):
            yield f"{pointer}/links", "is not supported: generated code would ignore it"
        for name in response.get("headers", {}):
            if name.lower() == "content-type":
                yield f"{pointer}/headers/{escape(name)}", "is ignored by tools: the media type is the key of `content`"
    for pointer, parameter in declared_parameters(document):
        if parameter.get("x-client-parameter") and (parameter["in"], parameter["name"]) not in _CLIENT_PARAMETERS:
            reason = f"clients do not send {parameter['name']} by themselves; they only know " + ", ".join(
                name for _, name in sorted(_CLIENT_PARAMETERS)
            )
            yield f"{pointer}/x-client-parameter", reason


def _declared_responses(document: dict[str, Any]) -> Iterator[Node]:
    """Yield every response with the pointer of its declaration; a shared one once."""
    for name, response in document.get("components", {}).get("responses", {}).items():
        yield f"/components/responses/{escape(name)}", response
    for pointer, _, _, operation, _ in operations(document):
        for status, response in operation.get("responses", {}).items():
            if "$ref" not in response:
                yield f"{pointer}/responses/{status}", response


def has_known_security(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that security names declared schemes and scopes, that clients know the schemes, and that one scheme is sufficient."""
    schemes = document.get("components", {}).get("securitySchemes", {})
    for pointer, _, _, operation, _ in operations(document):
        for index, requirement in enumerate(operation.get("security", []) if schemes else []):
            if not requirement:
                reason = "a token that may be missing is not supported; without a token it is `security: []`"
                yield f"{pointer}/security/{index}", reason
            if len(requirement) > 1:
                yield (
                    f"{pointer}/security/{index}",
                    "several schemes together are not supported: a request has one token",
                )
            for name, scopes in requirement.items():
                if name not in schemes or name not in _SCHEMES:
                    reason = f"there is no scheme {name} that clients support; they know {' and '.join(_SCHEMES)}"
                    yield f"{pointer}/security/{index}", reason
                    continue
                known = {scope for flow in schemes[name].get("flows", {}).values() for scope in flow.get("scopes", {})}
                for scope in scopes:
                    if schemes[name].get("type") == "oauth2" and scope not in known:
                        yield f"{pointer}/security/{index}", f"the scheme {name} declares no scope {scope}"


def arguments_can_be_checked(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that each argument in a body has one type, or several scalar ones, and that all members of the body are arguments."""
    for pointer, _, _, operation, _ in operations(document):
        if not is_generated(document, operation):
            continue
        body = resolve(document, operation.get("requestBody", {})).get("content", {}).get(_JSON, {}).get("schema", {})
        body_pointer = body["$ref"][1:] if "$ref" in body else f"{pointer}/requestBody/content/{escape(_JSON)}/schema"
        schema = resolve(document, body)
        if "properties" in schema and schema.get("additionalProperties", False) is not False:
            yield (
                f"{body_pointer}/additionalProperties",
                "is not supported in a body: only declared properties become arguments",
            )
        for name, child in schema.get("properties", {}).items():
            argument = resolve(document, child)
            forms = [resolve(document, form) for form in branches(argument)] or [argument]
            found = {type_name for form in forms for type_name in types_of(form)} - {"null"}
            # Otherwise `unions_can_be_read` reports it.
            is_readable = sum(_needs_reader(document, form) for form in forms) <= 1
            if len(found) > 1 and not found <= _SCALARS and is_readable:
                yield f"{body_pointer}/properties/{escape(name)}", "an argument of several types can only be a scalar"
