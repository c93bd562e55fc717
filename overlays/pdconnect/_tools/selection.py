"""Which actions become tools. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypedDict

from pdconnect_api.arguments import choice, number, text, texts
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.models.component_registry import ComponentRegistry

NotConnected = Literal["link", "raise", "leave_out"]
DEFAULT_MAX_RESULT_CHARS = 20_000
LARGEST_PAGE = 100
_RETRIEVED_SINGLY = 2
"""At most so many actions of an app are retrieved one by one; for more, the list of the app's actions takes fewer requests."""


class Selection(NamedTuple):
    """The checked arguments that say which actions become tools."""

    apps: list[str] | None
    actions: list[str] | None
    query: str | None
    limit: int | None
    registry: ComponentRegistry | None

    @property
    def page_size(self) -> int:
        """The number of actions to request at once."""
        return min(self.limit or LARGEST_PAGE, LARGEST_PAGE)

    def keys_by_app(self) -> dict[str, list[str]]:
        """Return the wanted keys by the app that they begin with."""
        found: dict[str, list[str]] = {}
        for key in dict.fromkeys(self.actions or ()):
            found.setdefault(key.partition("-")[0], []).append(key)
        return found


def list_is_cheaper(keys: Sequence[str]) -> bool:
    """Return whether these actions of one app are found with fewer requests in the list of the app's actions."""
    return len(keys) > _RETRIEVED_SINGLY


def check_selection(
    apps: Sequence[str] | None,
    actions: Sequence[str] | None,
    query: str | None,
    limit: int | None,
    registry: ComponentRegistry | None,
) -> Selection:
    """Return the checked selection. Raises InvalidArgumentError."""
    texts("apps", apps, min_length=1)
    texts("actions", actions, min_length=1)
    text("query", query, min_length=1)
    number("limit", limit, minimum=1)
    choice("registry", registry, ("public", "private", "all"))
    if actions is not None and (query is not None or limit is not None):
        raise InvalidArgumentError("actions", "must not be combined with query or limit: the keys say which actions")
    selection = Selection(
        None if apps is None else list(dict.fromkeys(apps)),
        None if actions is None else list(actions),
        query,
        limit,
        registry,
    )
    if selection.apps is not None:
        for key in selection.actions or ():
            if not any(key.startswith(f"{app}-") for app in selection.apps):
                raise InvalidArgumentError("actions", f"must be of the apps {', '.join(selection.apps)}; {key} is not")
    return selection


def check_limits(not_connected: str, max_result_chars: int) -> None:
    """Check the options of all calls. Raises InvalidArgumentError."""
    choice("not_connected", not_connected, ("link", "raise", "leave_out"), required=True)
    number("max_result_chars", max_result_chars, minimum=200, required=True)


def check_defaults(defaults: Mapping[str, Mapping[str, Any]] | None, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the values that the application fixes, by action. Raises InvalidArgumentError for an action that is no tool."""
    checked: dict[str, dict[str, Any]] = {}
    for key, values in (defaults or {}).items():
        if key not in keys:
            raise InvalidArgumentError("defaults", f"must be of actions among the tools; {key!r} is not")
        checked[key] = dict(values)
    return checked


class ToolOptions(TypedDict, total=False):
    """The options of `client.mcp_server`; `client.tools.for_user` documents them."""

    apps: Sequence[str] | None
    actions: Sequence[str] | None
    query: str | None
    limit: int | None
    registry: ComponentRegistry | None
    defaults: Mapping[str, Mapping[str, Any]] | None
    not_connected: NotConnected
    token_options: Mapping[str, Any] | None
    max_result_chars: int
