"""Views of the operations: the names, arguments, checks, requests and results of their functions and methods."""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import Any

import attrs
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import Property

from ..openapi import branches, parameters, resolve
from ..results import Result, find_result
from .docs import argument, argument_description, first_paragraph, limits, prose, sentence
from .types import ModelKinds, accepted, annotation, attribute_name, class_modules, reader

_ERRORS = {
    "400": "BadRequestError",
    "401": "UnauthorizedError",
    "403": "ForbiddenError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "422": "UnprocessableEntityError",
    "429": "TooManyRequestsError",
}
_PYTHON_TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_PROJECT_PATH = "/v1/connect/{project_id}"
_ENVIRONMENT_HEADER = "x-pd-environment"


@attrs.frozen
class ArgumentView:
    """One argument of an operation."""

    name: str
    wire: str
    location: str
    annotation: str
    required: bool
    default: str
    check: str
    """The expression that checks the argument and returns its value on the wire."""
    doc: str
    secret: bool
    """A credential: no error may show it."""

    @property
    def is_keyword(self) -> bool:
        """Return whether its wire name is valid as a keyword argument."""
        return self.wire.isidentifier() and not iskeyword(self.wire)

    @property
    def signature(self) -> str:
        """Return it as a parameter of a signature."""
        return (
            f"{self.name}: {self.annotation}" if self.required else f"{self.name}: {self.annotation} = {self.default}"
        )


@attrs.frozen
class OperationView:
    """One operation."""

    id: str
    """The operationId: also the name of the function and of its module."""
    method_name: str
    http_method: str
    path: str
    path_expression: str
    idempotent: bool
    environment: bool
    authenticated: bool
    connect_token: bool
    rate_limits: list[dict[str, Any]]
    arguments: list[ArgumentView]
    constants: list[tuple[str, str]]
    """Members of the body that always have the same value."""
    result: Result
    returns: str
    """The type of the result, or of the items of a page."""
    read: str
    modules: dict[str, str]
    readers: list[str]
    summary: str
    description: str
    errors: list[str]
    """Entries of the `Raises:` section."""
    deprecated: bool

    @property
    def is_page(self) -> bool:
        """Return whether the result is a page of a list."""
        return self.result.kind == "page"

    @property
    def uses_project(self) -> bool:
        """Return whether the path contains the project."""
        return "project_path(" in self.path_expression

    @property
    def positional(self) -> list[ArgumentView]:
        """Return the arguments of the path, which come first."""
        return [argument for argument in self.arguments if argument.location == "path"]

    @property
    def keywords(self) -> list[ArgumentView]:
        """Return all other arguments, which are passed by name; the required ones come first."""
        rest = [argument for argument in self.arguments if argument.location != "path"]
        return sorted(rest, key=lambda argument: not argument.required)

    @property
    def secrets(self) -> list[ArgumentView]:
        """Return the arguments that are credentials."""
        return [argument for argument in self.arguments if argument.secret]

    @property
    def hidden(self) -> list[ArgumentView]:
        """Return the arguments whose values no traceback shows: credentials, and configured props, which can contain some."""
        return [argument for argument in self.arguments if argument.secret or argument.wire == "configured_props"]

    def arguments_in(self, location: str) -> list[ArgumentView]:
        """Return the arguments of one location: path, query or body."""
        return [argument for argument in self.arguments if argument.location == location]


@attrs.frozen
class ResourceView:
    """The operations of one tag."""

    tag: str
    class_name: str
    doc: str
    operations: list[OperationView] = attrs.field(factory=list[OperationView])


def operation_view(
    document: dict[str, Any], endpoint: Endpoint, item: dict[str, Any], operation: dict[str, Any], kinds: ModelKinds
) -> OperationView:
    """Return the view of one operation."""
    path = str(endpoint.path.get_untrusted_value())
    declared = parameters(document, operation, item)
    result = find_result(document, operation)
    arguments, constants = _arguments(document, endpoint, operation, declared, kinds)
    returns, read, modules = _result(endpoint, result, kinds)
    readers = sorted(set(re.findall(r"\bread_\w+|\b(?:model|list|multi_form)_reader\b", read)))
    operation_id = operation["operationId"]
    for argument_view in arguments:
        modules |= _argument_modules(endpoint, argument_view)
    return OperationView(
        id=operation_id,
        method_name=operation_id.removeprefix(f"{operation['tags'][0]}_"),
        http_method=endpoint.method.upper(),
        path=path,
        path_expression=_path_expression(path, arguments),
        idempotent=operation.get("x-idempotent", endpoint.method in ("get", "head", "put", "delete")),
        environment=any(p["in"] == "header" and p["name"] == _ENVIRONMENT_HEADER for p in declared),
        authenticated=bool(operation["security"]),
        connect_token=any("connectToken" in requirement for requirement in operation["security"]),
        rate_limits=_listed(operation.get("x-rate-limit", [])),
        arguments=arguments,
        constants=constants,
        result=result,
        returns=returns,
        read=read,
        modules=modules,
        readers=readers,
        summary=sentence(operation["summary"]),
        description=prose(operation["description"], 8),
        errors=_errors(document, operation),
        deprecated=operation.get("deprecated", False),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _arguments(
    document: dict[str, Any],
    endpoint: Endpoint,
    operation: dict[str, Any],
    declared: list[dict[str, Any]],
    kinds: ModelKinds,
) -> tuple[list[ArgumentView], list[tuple[str, str]]]:
    arguments: list[ArgumentView] = []
    constants: list[tuple[str, str]] = []
    props = {
        str(prop.name.get_untrusted_value()): prop for prop in [*endpoint.path_parameters, *endpoint.query_parameters]
    }
    for parameter in declared:
        if not parameter.get("x-client-parameter"):
            schema = resolve(document, parameter["schema"])
            arguments.append(
                _argument(
                    document,
                    accepted(props[parameter["name"]], kinds),
                    parameter,
                    schema,
                    parameter["in"],
                    parameter.get("required", False),
                )
            )
    for body in endpoint.bodies:
        media = resolve(document, operation["requestBody"])["content"]["application/json"]
        schema = resolve(document, media["schema"])
        properties = [*(body.prop.required_properties or []), *(body.prop.optional_properties or [])]  # type: ignore[union-attr]
        props = {str(prop.name.get_untrusted_value()): prop for prop in properties}
        for wire, child in schema["properties"].items():
            resolved = resolve(document, child)
            required = wire in schema.get("required", [])
            if "const" in resolved and required:
                constants.append((wire, f'"{resolved["const"]}"'))
            else:
                text = accepted(props[wire], kinds)
                arguments.append(_argument(document, text, {"name": wire, **child}, resolved, "body", required))
    return arguments, constants


def _argument(
    document: dict[str, Any],
    text: str,
    declared: dict[str, Any],
    schema: dict[str, Any],
    location: str,
    required: bool,
) -> ArgumentView:
    name = attribute_name(declared["name"])
    types: list[Any] = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type")]
    nullable = "null" in types or any(branch.get("type") == "null" for branch in schema.get("anyOf", []))
    default = "None"
    check = _check(document, name, schema, location, required and not nullable)
    if location == "body":
        if nullable and not required:
            text, default = f"{text} | Unset", "UNSET"
        elif not required:
            text, check = f"{text} | None", f"omit_none({check})"
    elif not required:
        text = f"{text} | None"
        if schema.get("type") == "boolean" and schema.get("default") is False:
            check = f"{check} or None"  # the default is not sent
    return ArgumentView(
        name=name,
        wire=declared["name"],
        location=location,
        annotation=text,
        required=required,
        default=default,
        check=check,
        doc=argument(name, f"{argument_description(declared, schema)}{limits(schema)}"),
        secret=bool(declared.get("x-sensitive") or schema.get("x-sensitive")),
    )


def _check(document: dict[str, Any], name: str, schema: dict[str, Any], location: str, required: bool) -> str:
    """Return the expression that checks an argument."""
    limits = {
        "min_length": schema.get("minLength"),
        "max_length": schema.get("maxLength"),
        "minimum": schema.get("minimum"),
        "maximum": schema.get("maximum"),
    }
    if location == "path":
        return _check_call("segment", name, max_length=limits["max_length"])
    must = True if required else None
    if "enum" in schema or "const" in schema:
        values = ", ".join(f'"{value}"' for value in schema.get("enum") or [schema["const"]])
        return _check_call("choice", name, f"({values},)", required=must)
    listed: list[Any] = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type")]
    forms = [resolve(document, branch) for branch in branches(schema)]
    if forms and all(isinstance(form.get("type"), str) for form in forms):
        listed = [form["type"] for form in forms]
    types = [part for part in listed if part != "null"]
    items = resolve(document, schema.get("items", {}))
    if len(types) > 1:
        kinds = [_PYTHON_TYPES[part] for part in types]
        return _check_call("scalar", name, *kinds, required=must)
    match types[0] if types else None:
        case "string":
            return _check_call("text", name, **limits, required=must)
        case "integer":
            return _check_call("number", name, **limits, required=must)
        case "boolean":
            return _check_call("boolean", name, required=must)
        case "array" if items.get("type") == "string":
            return _check_call("texts", name, min_length=items.get("minLength"), required=must)
        case "object" if name == "configured_props":
            return _check_call("props", name, required=must)
        case "object":
            return _check_call("members", name, required=must)
        case _:
            return name


def _check_call(function: str, name: str, *positional: str, **keywords: object) -> str:
    passed = [f"{key}={value}" for key, value in keywords.items() if value is not None]
    arguments = ", ".join([f'"{name}"', name, *positional, *passed])
    return f"{function}({arguments})"


def _path_expression(path: str, arguments: list[ArgumentView]) -> str:
    expression = path
    for argument_view in arguments:
        if argument_view.location == "path":
            check = argument_view.check.replace('"', "'")
            expression = expression.replace(f"{{{argument_view.wire}}}", f"{{{check}}}")
    if path.startswith(_PROJECT_PATH):
        expression = "{project_path(project_id)}" + expression.removeprefix(_PROJECT_PATH)
    quoted = f'"{expression}"'
    return f"f{quoted}" if "{" in expression else quoted


def _result(endpoint: Endpoint, result: Result, kinds: ModelKinds) -> tuple[str, str, dict[str, str]]:
    """Return the type, the reader expression and the modules of a result."""
    if result.kind in ("none", "content"):
        return "None", "read_nothing", {}
    prop = next(iter(endpoint.responses)).prop
    text = annotation(prop)
    item = reader(prop, kinds)
    if item is None:
        raise ValueError(f"{endpoint.name}: a response must be an object with declared members")
    match result.kind:
        case "page":
            paths = ", ".join(f'"{path}"' for path in result.items)
            read = f"read_page({item}, items=({paths},))"
        case "list":
            read = f'read_list({item}, key="{result.envelope}")' if result.envelope else f"read_list({item})"
            text = f"list[{text}]"
        case _ if result.envelope:
            marks = "".join(f'"{mark}", ' for mark in result.marks)
            nullable = ", nullable=True" if text.endswith("| None") else ""
            read = f'read_enveloped({item}, key="{result.envelope}", marks=({marks}){nullable})'
        case _:
            read = f"read_model({item})"
    return text, read, class_modules(prop)


def _argument_modules(endpoint: Endpoint, view: ArgumentView) -> dict[str, str]:
    props: list[Property] = [*endpoint.path_parameters, *endpoint.query_parameters]
    for body in endpoint.bodies:
        props += [*(body.prop.required_properties or []), *(body.prop.optional_properties or [])]  # type: ignore[union-attr]
    for prop in props:
        if str(prop.name.get_untrusted_value()) == view.wire:
            return {
                name: module
                for name, module in class_modules(prop).items()
                if re.search(rf"(?<!inputs\.)\b{name}\b", view.annotation)
            }
    return {}


def _errors(document: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    """Return the documented errors of an operation, with the reasons in the specification."""
    return [
        argument(_ERRORS[status], first_paragraph(resolve(document, response).get("description")))
        for status, response in operation["responses"].items()
        if status in _ERRORS
    ]
