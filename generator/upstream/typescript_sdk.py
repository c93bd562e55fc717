"""Read the facts from the npm package of the official TypeScript SDK, by the declarations of its wire types."""

from __future__ import annotations

import re
import tarfile
from pathlib import Path

from . import facts
from .facts import Facts

_DECLARATIONS = "package/dist/cjs/serialization/types/"
_CLIENTS = re.compile(r"package/dist/cjs/api/resources/\w+/client/Client\.js")
_NAMES = {"string": "string", "number": "number", "boolean": "boolean", "unknown": "any", "any": "any", "null": "none"}


def read_package(file: Path) -> Facts:
    """Return the facts of a package: the fields of wire types, and the operations. It does not distinguish integers from other numbers."""
    found: Facts = {}
    aliases: dict[str, str] = {}
    with tarfile.open(file) as package:
        for member in package.getmembers():
            is_type = member.name.startswith(_DECLARATIONS) and member.name.endswith(".d.ts")
            if is_type or _CLIENTS.fullmatch(member.name):
                content = package.extractfile(member)
                assert content is not None
                text = content.read().decode()
                if is_type:
                    found |= _fields(text)
                    aliases |= _alias(text)
                else:
                    found |= _operations(text)
    return {name: facts.resolve(type_, aliases) for name, type_ in found.items()}


def _fields(text: str) -> Facts:
    """Return the fields of `namespace X { interface Raw { … } }`."""
    found = re.search(r"namespace (\w+) \{\s*interface Raw (?:extends [^{]+)?\{(.*?)\n    \}", text, re.DOTALL)
    if found is None:
        return {}
    fields = re.findall(r'^        "?([\w$-]+)"?(\??): (.+);$', found[2], re.MULTILINE)
    return {f"{found[1]}.{name}": _type(type_, missing == "?") for name, missing, type_ in fields}


def _alias(text: str) -> dict[str, str]:
    """Return what `namespace X { type Raw = … }` means, unless it is a union of other types."""
    found = re.search(r"namespace (\w+) \{\s*type Raw = ([^;]+);", text)
    if found is None:
        return {}
    type_ = _type(found[2], missing=False)
    return {} if " | " in type_ or '"' in found[2] else {found[1]: type_}


def _type(text: str, missing: bool = False) -> str:
    parts = [part.strip() for part in re.split(r"\|(?![^(<]*[)>])", text)]
    nullable = missing or bool({"null", "undefined"} & set(parts))
    names = [_one_type(part) for part in parts if part not in ("null", "undefined")]
    type_ = names[0] if len(names) == 1 else facts.union(names) if names else "none"
    return facts.optional(type_) if nullable else type_


def _one_type(text: str) -> str:
    if text.endswith("[]"):
        return f"{_type(text[:-2])}[]"
    if text.startswith("("):
        return _type(text[1:-1])
    if text.startswith("Record<"):
        return f"map of {_type(text.removeprefix('Record<string,').removesuffix('>').strip())}"
    if text.startswith('"'):
        return "string"
    return _NAMES.get(text, text.removesuffix(".Raw").rpartition(".")[2])


def _operations(text: str) -> Facts:
    """Return the operations of a client: the template of each URL, and the method that follows it."""
    calls = re.findall(r"`(v1/[^`]*)`[^`]*?method: \"([A-Z]+)\"", text, re.DOTALL)
    calls += re.findall(r"\"(v1/[^\"]*)\"\)?,\s*method: \"([A-Z]+)\"", text)
    return {facts.operation(method, _without_expressions(path)): "any" for path, method in calls}


def _without_expressions(template: str) -> str:
    """Replace each `${…}` of a template by `{}`; an expression may contain braces of its own."""
    while "${" in template:
        template = re.sub(r"(\$?)\{[^{}]*\}", lambda match: "\0" if match[1] else "", template)
    return template.replace("\0", "{}")
