"""What an example component is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from ..wire.ids import Ids
from ..wire.types import JsonObject
from .stores import Stores


class ComponentError(Exception):
    """A component's own failure: the service answers 200 and tells of it inside the answer."""


@frozen
class RunContext:
    """All that the code of a component can see while it runs. `files` are those of its stash, by their names."""

    props: Mapping[str, Any]
    accounts: Mapping[str, str]
    stores: Stores
    ids: Ids
    seed: int
    now: float
    files: Mapping[str, bytes] = field(factory=dict[str, bytes])

    def require(self, name: str) -> Any:
        """Return the value of a prop, or fail as a component does without it."""
        value = self.props.get(name)
        if value is None or value == "":
            raise ComponentError(f"the prop {name} has no value")
        return value


@frozen
class OptionsRequest:
    """Which options are asked for."""

    query: str
    page: int
    prev_context: Mapping[str, Any]


@frozen
class Options:
    """One page of options, labelled or as plain texts, and the context that leads to the next."""

    labelled: list[JsonObject] | None = None
    texts: list[str] | None = None
    context: JsonObject | None = None


@frozen
class Outcome:
    """What a run action gives back, the files it has written by their names, and the seconds it took."""

    ret: Any = None
    summary: str | None = None
    files: Mapping[str, bytes] = field(factory=dict[str, bytes])
    exports: Mapping[str, Any] = field(factory=dict[str, Any])
    delay: float = 0.0


@frozen
class EmittedEvent:
    """An event that the code of a trigger emits."""

    payload: Any
    summary: str | None = None


@frozen
class Component:
    """An action or a trigger of the registry.

    `native` names the kind of a native trigger; `stash` says whether the files of a run are `optional` or `required`
    to be kept. `poll` is what a trigger with a timer does when that fires: it gets what it has kept in its
    `$.service.db`, may change that, and returns the events it emits.
    """

    id: str
    kind: str
    app: str
    key: str
    name: str
    version: str
    description: str
    props: list[JsonObject]
    options: Mapping[str, Callable[[RunContext, OptionsRequest], Options]] = field(
        factory=dict[str, Callable[[RunContext, OptionsRequest], Options]]
    )
    reload: Callable[[RunContext], list[JsonObject]] | None = None
    run: Callable[[RunContext], Outcome] | None = None
    native: str | None = None
    stash: str | None = None
    annotations: JsonObject | None = None
    poll: Callable[[RunContext, JsonObject], Sequence[EmittedEvent]] | None = None

    def wire(self) -> JsonObject:
        """Return the component as the registry shows it."""
        return {
            "name": self.name,
            "version": self.version,
            "key": self.key,
            "description": self.description,
            "component_type": self.kind,
            "configurable_props": self.props,
            **({"stash": self.stash} if self.stash else {}),
            **({"annotations": self.annotations} if self.annotations else {}),
        }


def option(label: str, value: Any) -> JsonObject:
    """Return one labelled option."""
    return {"label": label, "value": value}
