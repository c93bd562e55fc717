"""Which actions become tools. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from inspect import signature
from typing import Any, Literal, NamedTuple, TypedDict, cast

from pdconnect_api.api.tokens.tokens_create import tokens_create
from pdconnect_api.arguments import choice, number, text, texts, type_name
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


def check_options(
    not_connected: str, max_result_chars: int, confirm: object, token_options: Mapping[str, Any] | None
) -> None:
    """Check the options of all calls, before a model makes the first. Raises InvalidArgumentError."""
    choice("not_connected", not_connected, ("link", "raise", "leave_out"), required=True)
    number("max_result_chars", max_result_chars, minimum=200, required=True)
    if confirm is not None and not callable(confirm):
        raise InvalidArgumentError("confirm", f"must be a function, not {type_name(confirm)}")
    _check_token_options(_mapping("token_options", token_options))


def _check_token_options(options: Mapping[str, Any]) -> None:
    known = signature(tokens_create).parameters.keys() - {"project_id", "external_user_id"}
    for name in options:
        if name not in known:
            raise InvalidArgumentError("token_options", f"must be of {', '.join(sorted(known))}, not {name!r}")
    try:
        tokens_create("proj_1", external_user_id="user", **options)
    except InvalidArgumentError as error:
        raise InvalidArgumentError("token_options", f"must be valid: {error}") from None


def _mapping(name: str, value: object) -> Mapping[str, Any]:
    """Return a mapping; an empty one for None. Raises InvalidArgumentError."""
    if value is not None and not isinstance(value, Mapping):
        raise InvalidArgumentError(name, f"must be a mapping, not {type_name(value)}")
    return cast("Mapping[str, Any]", value or {})


def check_defaults(defaults: Mapping[str, Mapping[str, Any]] | None, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the values that the application fixes, by action. Raises InvalidArgumentError for an action that is not a tool."""
    checked: dict[str, dict[str, Any]] = {}
    for key, values in _mapping("defaults", defaults).items():
        if key not in keys:
            raise InvalidArgumentError("defaults", f"must be of actions among the tools; {key!r} is not")
        checked[key] = dict(_mapping("defaults", values))
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
