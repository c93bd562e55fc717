"""Compare the Python API of two generated packages: methods, keyword arguments and fields. The packages are not imported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import griffe

from .comparison import Change, Impact

PACKAGE = "pdconnect_api"
_INPUT_MODULES = ("input_types", "inputs")
"""The module with the types of request bodies; older revisions use the second name."""


@attrs.frozen
class _Part:
    """A public name of the API, and what it is."""

    type: str
    accepts: bool
    """Whether callers pass the value, and not only read it: they are not affected if more types are possible."""
    required: bool | None = None
    """Whether callers must pass it; None if it is not an argument."""

    def __str__(self) -> str:
        prefix = {True: "required ", False: "optional ", None: ""}[self.required]
        return f"{prefix}{self.type}"

    def change_to(self, new: _Part) -> Impact:
        """Return the impact on Python users if this part becomes `new`."""
        if self.accepts:
            breaks = (new.required and not self.required) or not _types(self.type) <= _types(new.type)
        else:
            breaks = not _types(new.type) <= _types(self.type)
        return Impact.BREAKING if breaks else Impact.COMPATIBLE


def differences(base: Path, revision: Path) -> list[Change]:
    """Return what changed between two folders that contain the package. Additions that break nothing are left out.

    The subject of a change is the name in the specification: an operationId, a schema, or a tag.
    """
    before, after = dict(_public_api(base)), dict(_public_api(revision))
    gone = {name for name in before if name not in after}
    found: list[tuple[str, Change]] = []
    for name, part in before.items():
        if name not in after:
            if not _owners(name) & gone:
                found.append((name, Change(Impact.BREAKING, _subject(name), f"{name} was removed")))
        elif part != after[name]:
            message = f"{name}: {part} -> {after[name]}"
            found.append((name, Change(part.change_to(after[name]), _subject(name), message)))
    for name, part in after.items():
        if part.required and name not in before and _owners(name) & before.keys():
            found.append((name, Change(Impact.BREAKING, _subject(name), f"{name}: new, {part}")))
    return [change for _, change in sorted(found, key=lambda pair: pair[0])]


def _owners(name: str) -> set[str]:
    """Return the names of the method, class and resource that a name belongs to."""
    method, bracket, _ = name.partition("(")
    steps = method.split(".")
    owners = {".".join(steps[:length]) for length in range(2, len(steps))}
    return owners | {method + "()"} if bracket and not name.endswith("()") else owners


def _subject(name: str) -> str:
    """Return the name that the specification uses."""
    kind, owner, *rest = name.partition("(")[0].split(".")
    return "_".join([owner, *rest]) if kind == "client" else owner


def _types(annotation: str) -> set[str]:
    """Return the alternatives of an annotation; each value of a `Literal` is one."""
    flat = re.sub(r"Literal\[([^\]]*)\]", lambda found: " | ".join(re.split(r",\s*", found[1].strip(", "))), annotation)
    return {part.strip() for part in re.split(r"\|(?![^\[]*\])", flat)}


def _public_api(folder: Path) -> Iterator[tuple[str, _Part]]:
    package = griffe.load(PACKAGE, search_paths=[folder], allow_inspection=False)
    assert isinstance(package, griffe.Module)
    for tag, module in package["api"].modules.items():
        for cls in _own_classes(module):
            if not cls.name.startswith(("Async", "_")):
                yield f"client.{tag}", _Part("a resource", accepts=False)
                yield from _methods(f"client.{tag}", cls)
    inputs = next((name for name in _INPUT_MODULES if name in package.modules), None)
    for module in [*([package[inputs]] if inputs else []), *package["models"].modules.values()]:
        is_input = module.name in _INPUT_MODULES
        public = "inputs" if is_input else "models"
        for cls in _own_classes(module):
            yield f"{public}.{cls.name}", _Part("a class", accepts=False)
            yield from _fields(f"{public}.{cls.name}", cls, is_input)
        for name, alias in module.attributes.items():
            if not alias.is_alias and not name.startswith(("_", "read_")):
                # A union of classes ends in an open fallback, so readers expect more classes.
                yield f"{public}.{name}", _Part(str(alias.value), accepts=True)


def _own_classes(module: griffe.Module) -> Iterator[griffe.Class]:
    """Yield the classes that a module defines, and not those that it imports."""
    return (cls for cls in module.classes.values() if not cls.is_alias)


def _methods(owner: str, cls: griffe.Class) -> Iterator[tuple[str, _Part]]:
    for name, method in cls.functions.items():
        if name.startswith("_"):
            continue
        yield f"{owner}.{name}()", _Part(f"returns {method.returns}", accepts=False)
        for parameter in method.parameters:
            if parameter.name != "self":
                part = _Part(str(parameter.annotation), accepts=True, required=bool(parameter.required))
                yield f"{owner}.{name}({parameter.name})", part


def _fields(owner: str, cls: griffe.Class, is_input: bool) -> Iterator[tuple[str, _Part]]:
    for name, field in cls.attributes.items():
        annotation = str(field.annotation if field.annotation is not None else field.value)  # or a value of an enum
        if not name.startswith("_") and not annotation.startswith("ClassVar"):
            optional = annotation.startswith("NotRequired[")
            text = annotation.removeprefix("NotRequired[").removesuffix("]") if optional else annotation
            yield f"{owner}.{name}", _Part(text, accepts=is_input, required=not optional if is_input else None)
