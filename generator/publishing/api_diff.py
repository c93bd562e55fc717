"""Compares the Python API of two generated packages: methods, keyword arguments and fields. The packages are not imported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs
import griffe

PACKAGE = "pdconnect_api"


@attrs.frozen(order=True)
class Difference:
    """A removed part of the API (`after` is None) or a changed one."""

    name: str
    before: str
    after: str | None

    def __str__(self) -> str:
        return f"removed  {self.name}" if self.after is None else f"changed  {self.name}: {self.before} -> {self.after}"


def differences(base: Path, revision: Path) -> list[Difference]:
    """Return what was removed or changed between two folders that contain the package. Additions break nothing and are left out."""
    before, after = dict(_public_api(base)), dict(_public_api(revision))
    found = [Difference(name, before[name], after.get(name)) for name in before if before[name] != after.get(name)]
    found += [  # new, but not optional
        Difference(name, "(new)", description)
        for name, description in after.items()
        if description.startswith("required ") and name not in before and name.split("(")[0] + "()" in before
    ]
    removed = {difference.name for difference in found if difference.after is None}
    return sorted(difference for difference in found if not _owners(difference.name) & removed)


def _owners(name: str) -> set[str]:
    """Return the names of the method, class and resource that a name belongs to."""
    method, bracket, _ = name.partition("(")
    steps = method.split(".")
    owners = {".".join(steps[:length]) for length in range(1, len(steps))}
    return owners | {method + "()"} if bracket and not name.endswith("()") else owners


def _public_api(folder: Path) -> Iterator[tuple[str, str]]:
    package = griffe.load(PACKAGE, search_paths=[folder], allow_inspection=False)
    assert isinstance(package, griffe.Module)
    for tag, module in package["api"].modules.items():
        for cls in module.classes.values():
            if not cls.name.startswith(("Async", "_")):
                yield f"client.{tag}", "a resource"
                yield from _methods(f"client.{tag}", cls)
    for module in [package["input_types"], *package["models"].modules.values()]:
        public = "inputs" if module.name == "input_types" else "models"
        for cls in module.classes.values():
            yield f"{public}.{cls.name}", "a class"
            yield from _fields(f"{public}.{cls.name}", cls)
        for name, alias in module.attributes.items():
            if not name.startswith("_"):
                yield f"{public}.{name}", str(alias.value)


def _methods(owner: str, cls: griffe.Class) -> Iterator[tuple[str, str]]:
    for name, method in cls.functions.items():
        if name.startswith("_"):
            continue
        yield f"{owner}.{name}()", f"returns {method.returns}"
        for parameter in method.parameters:
            if parameter.name != "self":
                need = "required" if parameter.required else "optional"
                yield f"{owner}.{name}({parameter.name})", f"{need} {parameter.annotation}"


def _fields(owner: str, cls: griffe.Class) -> Iterator[tuple[str, str]]:
    for name, field in cls.attributes.items():
        if not name.startswith("_") and not str(field.annotation).startswith("ClassVar"):
            yield f"{owner}.{name}", str(field.annotation)
