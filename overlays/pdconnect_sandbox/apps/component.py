"""Components, and what their code receives and returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from ..wire.ids import Ids
from ..wire.types import JsonObject
from .stores import Stores


class ComponentError(Exception):
    """An error of a component. The service reports it inside a response of status 200."""


@frozen
class RunContext:
    """The inputs of the code of a component. `files` are the files of its stash, by name."""

    props: Mapping[str, Any]
    accounts: Mapping[str, str]
    stores: Stores
    ids: Ids
    seed: int
    now: float
    files: Mapping[str, bytes] = field(factory=dict[str, bytes])

    def require(self, name: str) -> Any:
        """Return the value of a prop, or raise ComponentError if it is not set."""
        value = self.props.get(name)
        if value is None or value == "":
            raise ComponentError(f"the prop {name} has no value")
        return value


@frozen
class OptionsRequest:
    """A request for one page of the options of a prop."""

    query: str
    page: int
    prev_context: Mapping[str, Any]


@frozen
class Options:
    """One page of options, labelled or as strings, and the context for the next page."""

    labelled: list[JsonObject] | None = None
    strings: list[str] | None = None
    context: JsonObject | None = None


@frozen
class Outcome:
    """The result of an action run: its return value, summary, written files by name, exports, and duration in seconds."""

    ret: Any = None
    summary: str | None = None
    files: Mapping[str, bytes] = field(factory=dict[str, bytes])
    exports: Mapping[str, Any] = field(factory=dict[str, Any])
    delay: float = 0.0


@frozen
class EmittedEvent:
    """An event that the code of a trigger emits, with an optional summary."""

    payload: Any
    summary: str | None = None


@frozen
class Component:
    """An action or a trigger of the registry.

    `native` is the type of a native trigger. `stash` says whether a run may (`optional`) or must (`required`) have a file
    stash. `poll` is called when the timer of a trigger fires: it receives the data of the trigger's `$.service.db`, may
    change it, and returns the events to emit.
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
