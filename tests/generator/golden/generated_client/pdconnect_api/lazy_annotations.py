# Generated from generator/runtime/lazy_annotations.py. Do not edit: change that file and run `python -m generator`.
"""Annotations of classes and methods that name classes which are not imported yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


class Annotations(dict[str, Any]):
    """The annotations of a model. Reading them imports the models that they name, which `typing.get_type_hints` needs."""

    def __init__(self, annotations: dict[str, Any], namespace: dict[str, Any]) -> None:
        super().__init__(annotations)
        self._namespace: dict[str, Any] | None = namespace

    def _import_names(self) -> None:
        namespace, self._namespace = self._namespace, None
        if namespace is None:
            return
        from . import models

        for name in set(re.findall(r"[A-Za-z_]\w*", " ".join(map(str, super().values())))) & set(models.__all__):
            if name not in namespace:
                namespace[name] = getattr(models, name)

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
