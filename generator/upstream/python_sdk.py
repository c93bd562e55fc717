"""Read the facts from a wheel of the official Python SDK, by its syntax trees."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from . import facts
from .facts import Facts

_NAMES = {
    "str": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "datetime": "datetime",
    "date": "datetime",
    "Any": "any",
    "None": "none",
    "object": "any",
}


def read_wheel(file: Path) -> Facts:
    """Return the facts of a wheel. Async classes are left out: they have the same operations."""
    with zipfile.ZipFile(file) as wheel:
        modules = {name: ast.parse(wheel.read(name)) for name in wheel.namelist() if name.endswith(".py")}
    found: Facts = {}
    aliases: dict[str, str] = {}
    classes: dict[str, ast.ClassDef] = {}
    types = (module for name, module in modules.items() if "/types/" in name and not name.endswith("__init__.py"))
    for statement in (statement for module in types for statement in module.body):
        if isinstance(statement, ast.ClassDef):
            classes[statement.name] = statement
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            found |= _alias(statement.targets[0].id, statement.value, aliases)
    for name in classes:
        found |= _fields(name, name, classes)
    for name, module in modules.items():
        if name.endswith("/raw_client.py"):
            for method in _methods(module):
                found |= _operation(method)
    return {name: facts.resolve(type_, aliases) for name, type_ in found.items()}


def _methods(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield the methods of the synchronous classes of a module."""
    classes = (node for node in module.body if isinstance(node, ast.ClassDef) and not node.name.startswith("Async"))
    return (method for node in classes for method in node.body if isinstance(method, ast.FunctionDef))


def _alias(name: str, value: ast.expr, aliases: dict[str, str]) -> Facts:
    """Read `X = …`: an enumeration, a union of types, or another name of a type, which is noted in `aliases`."""
    values = list(_literals(value))
    if values:
        return {f"{name} = {literal}": "" for literal in values}
    type_ = _type(value)
    if " | " in type_:
        return {name: type_}
    aliases[name] = type_
    return {}


def _fields(name: str, owner: str, classes: dict[str, ast.ClassDef]) -> Facts:
    """Return the fields of a class and of the classes that it derives from, as fields of `owner`."""
    definition = classes[name]
    bases = [base.id for base in definition.bases if isinstance(base, ast.Name)]
    found: Facts = {}
    for base in bases:
        if base in classes:
            found |= _fields(base, owner, classes)
    for statement in definition.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            if statement.target.id == "model_config":
                continue
            found[f"{owner}.{_wire_name(statement)}"] = _type(statement.annotation)
        elif (
            isinstance(statement, ast.Assign)
            and isinstance(statement.value, ast.Constant)
            and "Enum" in " ".join(bases)
        ):
            found[f"{owner} = {_text(statement.value)}"] = ""
    return found


def _operation(method: ast.FunctionDef) -> Facts:
    """Return the facts of a method that sends one request; nothing for other methods."""
    calls = (node for node in ast.walk(method) if isinstance(node, ast.Call))
    request = next((call for call in calls if _sends(call)), None)
    if request is None or not request.args:
        return {}
    options = {option.arg: option.value for option in request.keywords}
    verb = options.get("method")
    if not isinstance(verb, ast.Constant):
        return {}
    name = facts.operation(str(verb.value), _path(request.args[0]))
    arguments = {
        argument.arg: _type(argument.annotation)
        for argument in (*method.args.args, *method.args.kwonlyargs)
        if argument.annotation is not None
    }
    found = {name: _result(method)}
    for option, sign in (("params", "?"), ("json", ">")):
        fields = options.get(option)
        if isinstance(fields, ast.Dict):
            for key, value in zip(fields.keys, fields.values, strict=True):
                if isinstance(key, ast.Constant):
                    used = [node.id for node in ast.walk(value) if isinstance(node, ast.Name) and node.id in arguments]
                    found[f"{name} {sign} {_text(key)}"] = arguments[used[0]] if used else "any"
    return found


def _sends(call: ast.Call) -> bool:
    return re.search(r"\.httpx_client\.(request|stream)$", ast.unparse(call.func)) is not None


def _path(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "{}"


def _result(method: ast.FunctionDef) -> str:
    """Return the type that a successful response is read as: the first that is parsed."""
    for node in ast.walk(method):
        if isinstance(node, ast.If) and "200 <=" in ast.unparse(node.test):
            for call in (inner for statement in node.body for inner in ast.walk(statement)):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "parse_obj_as":
                    return next(_type(option.value) for option in call.keywords if option.arg == "type_")
            return "none"
    return "none"


def _text(node: ast.Constant) -> str:
    return str(node.value)


def _wire_name(field: ast.AnnAssign) -> str:
    """Return the name of a field in JSON, which an alias may give."""
    for node in ast.walk(field):
        if isinstance(node, ast.keyword) and node.arg == "alias" and isinstance(node.value, ast.Constant):
            return str(node.value.value)
    assert isinstance(field.target, ast.Name)
    return field.target.id


def _type(node: ast.expr | None) -> str:
    """Return an annotation in the notation of facts."""
    if node is None or (isinstance(node, ast.Constant) and node.value is None):
        return "none"
    if isinstance(node, ast.Constant):
        return _type(ast.parse(str(node.value), mode="eval").body)
    if isinstance(node, ast.Name):
        return _NAMES.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        return _NAMES.get(node.attr, node.attr)
    if isinstance(node, ast.Subscript):
        return _generic(ast.unparse(node.value).rpartition(".")[2], node.slice)
    return "any"


def _generic(name: str, argument: ast.expr) -> str:
    arguments = argument.elts if isinstance(argument, ast.Tuple) else [argument]
    if name == "Annotated":
        return _type(arguments[0])
    if name == "Optional":
        return facts.optional(_type(arguments[0]))
    if name in ("List", "Sequence", "Set", "list"):
        return f"{_type(arguments[0])}[]"
    if name in ("Dict", "Mapping", "dict"):
        return f"map of {_type(arguments[1])}"
    if name == "Literal":
        return "string"
    if name == "Union":
        types = [_type(part) for part in arguments]
        nullable = any(type_.endswith("?") or type_ == "none" for type_ in types)
        type_ = facts.union(type_ for type_ in types if type_ != "none")
        return facts.optional(type_) if nullable else type_
    return "any"


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the values of `Literal["a", "b"]`, also inside a union with Any: an enumeration that may grow."""
    if isinstance(node, ast.Subscript):
        name = ast.unparse(node.value).rpartition(".")[2]
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Literal":
            yield from (str(part.value) for part in parts if isinstance(part, ast.Constant))
        elif name == "Union" and all(
            ast.unparse(part).rpartition(".")[2] == "Any" or _is_literal(part) for part in parts
        ):
            for part in parts:
                yield from _literals(part)


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and ast.unparse(node.value).rpartition(".")[2] == "Literal"
