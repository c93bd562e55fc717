"""The data of the example apps in one environment, such as the messages sent to Slack."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, TypeVar, cast


class NamedStore(Protocol):
    """Data of an example app: an attrs class that can be made without arguments."""

    store_name: ClassVar[str]
    """The name in state files. It never changes, also when the class is moved or renamed."""


Store = TypeVar("Store", bound=NamedStore)


class Stores:
    """One store for each type of data, created when an example app first uses it."""

    def __init__(self) -> None:
        """Start without stores."""
        self.by_name: dict[str, Any] = {}

    def get(self, store_type: type[Store]) -> Store:
        """Return the store of this type."""
        if store_type.store_name not in self.by_name:
            self.by_name[store_type.store_name] = store_type()
        return cast(Store, self.by_name[store_type.store_name])
