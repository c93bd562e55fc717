"""The call of a tool, and its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pdconnect_api.lazy_annotations import set_lazy_annotations

if TYPE_CHECKING:
    from pdconnect_api.errors import PdconnectError
    from pdconnect_api.models.component import Component
    from pdconnect_api.models.run_action_result import RunActionResult


class ToolCall(NamedTuple):
    """A call that is about to run, for the `confirm` callback."""

    name: str
    """Name of the tool."""
    arguments: Mapping[str, Any]
    """The values by the name of the prop, those of the application included; accounts as their ids."""
    component: Component
    """The action that will run."""
    external_user_id: str
    """Your own id of the user whose accounts it uses."""


class ToolResult(NamedTuple):
    """The result of a call. `str` of it is the text for the model."""

    name: str
    """Name of the tool."""
    content: str
    """The text for the model: the result as JSON, or what is wrong and how to correct the call."""
    is_error: bool
    value: RunActionResult | None = None
    """The whole result of the action; None if it has not run or has failed."""
    error: PdconnectError | None = None
    """The error in place of the result; None after a success."""

    def __str__(self) -> str:
        return self.content


set_lazy_annotations(
    globals(),
    {
        "Component": "pdconnect_api.models.component",
        "PdconnectError": "pdconnect_api.errors",
        "RunActionResult": "pdconnect_api.models.run_action_result",
    },
)
