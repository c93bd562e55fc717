# Generated from generator/runtime/resource_property.py. Do not edit: change that file and run `python -m generator`.
"""Properties that create a resource at first use."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar, get_type_hints, overload

T_co = TypeVar("T_co", covariant=True)


class resource_property(cached_property[T_co]):
    """A cached property that returns the class of the resource if it is read from the class, for example `Client.accounts`.

    `unittest.mock.create_autospec` reads the properties from the class. So it finds the methods of the resources, and checks the
    arguments of calls to them.
    """

    @overload  # type: ignore[override]  # the base class returns the property itself
    def __get__(self, instance: None, owner: type[Any] | None = None) -> type[T_co]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T_co: ...
    def __get__(  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        self, instance: object | None, owner: type[Any] | None = None
    ) -> Any:
        """Return the resource, or its class if there is no instance."""
        if instance is None:
            return get_type_hints(self.func)["return"]
        return super().__get__(instance, owner)
