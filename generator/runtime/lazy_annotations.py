"""Annotations of classes and methods that name classes which are not imported yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import FunctionType
from typing import Any, get_overloads


class Annotations(dict[str, Any]):
    """The annotations of a class or a function. Reading them imports what they name, which `typing.get_type_hints` needs.

    Args:
        annotations: The annotations.
        namespace: The global names of the module. Imported names are added to it.
        modules: The module of each name that may have to be imported; a name of an extra that is not installed is Any. Default: the
            models.
    """

    def __init__(
        self, annotations: dict[str, Any], namespace: dict[str, Any], modules: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(annotations)
        self._namespace: dict[str, Any] | None = namespace
        self._modules = modules

    def _import_names(self) -> None:
        namespace, self._namespace = self._namespace, None
        if namespace is None:
            return
        modules = _modules_of_models() if self._modules is None else self._modules
        for name in set(re.findall(r"[A-Za-z_]\w*", " ".join(map(str, super().values())))) & modules.keys():
            if name in namespace:
                continue
            try:
                module = import_module(modules[name], namespace["__package__"])
            except ModuleNotFoundError:  # an extra that is not installed
                namespace[name] = Any
                continue
            namespace[name] = module if modules[name] == name else getattr(module, name)

    def __getitem__(self, name: str) -> Any:
        self._import_names()
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return an annotation, or the default."""
        self._import_names()
        return super().get(name, default)

    def __iter__(self) -> Iterator[str]:
        self._import_names()
        return super().__iter__()

    def keys(self) -> Any:
        """Return the names."""
        self._import_names()
        return super().keys()

    def values(self) -> Any:
        """Return the annotations."""
        self._import_names()
        return super().values()

    def items(self) -> Any:
        """Return the names with their annotations."""
        self._import_names()
        return super().items()

    def copy(self) -> dict[str, Any]:
        """Return a plain copy."""
        self._import_names()
        return super().copy()


def set_lazy_annotations(namespace: dict[str, Any], modules: Mapping[str, str]) -> None:
    """Make `typing.get_type_hints` work for the classes of a module that imports some names only for type checkers.

    Nothing is imported before the annotations are read.

    Args:
        namespace: `globals()` of the module, which has defined its classes.
        modules: The module of each such name; relative ones start with a dot. A module that is itself the name has its own name.
    """
    for owner in list(namespace.values()):
        if not isinstance(owner, type) or owner.__module__ != namespace["__name__"]:
            continue
        if owner.__annotations__:  # from Python 3.14 on, a named tuple has them only when they are read
            setattr(owner, "__annotations__", Annotations(owner.__annotations__, namespace, modules))  # noqa: B010 - as in `model`
        for value in owner.__dict__.values():
            for function in _functions(value):
                function.__annotations__ = Annotations(function.__annotations__, namespace, modules)


def _functions(value: object) -> list[FunctionType]:
    """Return the functions behind a method or a property, with the overloads of a method."""
    for attribute in ("fget", "func", "__func__"):  # of a property, a cached property, a class method or static method
        value = getattr(value, attribute, value)
    if not isinstance(value, FunctionType):
        return []
    return [value, *(found for found in get_overloads(value) if isinstance(found, FunctionType))]


def _modules_of_models() -> Mapping[str, str]:
    from . import models

    return dict.fromkeys(models.__all__, models.__name__)
