"""Facts about the API: one line each, names and types only, in a form that all sources can be reduced to.

    GET /v1/connect/{}/accounts            -> an operation; its value is the type of its result
    GET /v1/connect/{}/accounts ? app      -> a query parameter
    POST /v1/connect/{}/actions/run > id   -> a field of the request body
    Account.name                           -> a field of a type
    AppAuthType = oauth                    -> a value of an enumeration

Types are `string`, `integer`, `number`, `boolean`, `datetime`, `any`, `none`, the name of another type, `T[]`, `map of T` and `A | B`.
A `?` at the end means that the value may be missing or null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

Facts = dict[str, str]
"""The type by the fact's name; an empty string for values of enumerations."""


def write(facts: Facts, file: Path, title: str) -> None:
    """Write the facts to a file, one line each, sorted."""
    lines = [f"{name}: {type_}" if type_ else name for name, type_ in sorted(facts.items())]
    file.write_text("\n".join([f"# {title}", *lines, ""]))


def read(file: Path) -> Facts:
    """Read the facts that `write` wrote."""
    lines = (line for line in file.read_text().splitlines() if line and not line.startswith("#"))
    return {name: type_ for name, _, type_ in (line.partition(": ") for line in lines)}


def operation(method: str, path: str) -> str:
    """Return the name of an operation. Path parameters are `{}`: their names differ between the sources."""
    path = re.sub(r"\{[^}]*\}", "{}", path.strip().rstrip("/"))
    return f"{method.upper()} /{path.lstrip('/')}"


def optional(type_: str) -> str:
    """Return the type of a value that may be missing or null."""
    return type_ if type_.endswith("?") or type_ in ("any", "none") else f"{type_}?"


def union(types: Iterable[str]) -> str:
    """Return the type of a value that has one of these types."""
    flat = {part for type_ in types for part in type_.removesuffix("?").split(" | ")}
    return "any" if "any" in flat else " | ".join(sorted(flat))


def resolve(type_: str, aliases: dict[str, str]) -> str:
    """Replace other names of types by the types that they mean."""
    if type_.endswith("?"):
        return optional(resolve(type_[:-1], aliases))
    if type_.endswith("[]"):
        return f"{resolve(type_[:-2], aliases)}[]"
    if type_.startswith("map of "):
        return f"map of {resolve(type_.removeprefix('map of '), aliases)}"
    if " | " in type_:
        return union(resolve(part, aliases) for part in type_.split(" | "))
    return resolve(aliases[type_], aliases) if type_ in aliases else type_


def coarse(found: Facts) -> Facts:
    """Return the facts with the types of a source that has neither integers nor times."""
    return {name: re.sub(r"\binteger\b", "number", re.sub(r"\bdatetime\b", "string", found[name])) for name in found}


def operations_and_types(found: Facts) -> Facts:
    """Return the facts without query parameters and request bodies, whose result is not known: what the TypeScript package shows."""
    return {name: "any" if " /" in name else found[name] for name in found if not re.search(r" [?>] ", name)}
