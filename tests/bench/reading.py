"""Read every field of a response, in the same way for all clients: `dict.get` with the names on the wire, `getattr` with the attributes.

The fields are those that both clients declare, present or not. Without this, a client that converts values late would seem too fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

Get = Callable[[Any, str], Any]

_ACCOUNT = (
    "id name external_id healthy dead app created_at updated_at credentials expires_at error last_refreshed_at next_refresh_at "
    "authorized_scopes"
)
_APP = "id name_slug name auth_type description img_src custom_fields_json categories featured_weight scope_profiles oauth_app_id"
_COMPONENT = "name version key configurable_props description component_type stash annotations"
_ANNOTATIONS = "destructive_hint idempotent_hint open_world_hint read_only_hint title"
_PROP = (
    "name type label description optional disabled read_only hidden remote_options use_query reload_props with_label"
)
_PROP_FIELDS_BY_TYPE = {
    "alert": "alert_type content",
    "app": "app",
    "boolean": "default options",
    "dir": "access_mode sync",
    "integer": "min max default options",
    "object": "default options",
    "string": "secret format default options",
    "string[]": "secret format default options",
    "$.interface.http": "custom_response",
    "$.interface.timer": "static default",
    "$.service.db": "",
}


class Names(NamedTuple):
    """The names of the fields."""

    account: tuple[str, ...]
    app: tuple[str, ...]
    component: tuple[str, ...]
    annotations: tuple[str, ...]
    props: dict[str, tuple[str, ...]]
    """By the type of the prop."""
    interval_seconds: str


def _camel(names: str) -> str:
    return re.sub("_([a-z])", lambda match: match[1].upper(), names)


def _names(style: Callable[[str], str]) -> Names:
    """Return the names in a style. On the wire, only the parts of components are in camel case."""
    props = {kind: tuple(style(f"{_PROP} {own}").split()) for kind, own in _PROP_FIELDS_BY_TYPE.items()}
    annotations = tuple(style(_ANNOTATIONS).split())
    return Names(
        tuple(_ACCOUNT.split()),
        tuple(_APP.split()),
        tuple(_COMPONENT.split()),
        annotations,
        props,
        style("interval_seconds"),
    )


WIRE = _names(_camel)
ATTRIBUTES = _names(str)


def read_account(account: Any, names: Names, get: Get) -> None:
    """Read every field of an account and of its app."""
    for name in names.account:
        get(account, name)
    app = get(account, "app")
    for name in names.app:
        get(app, name)


def read_component(component: Any, names: Names, get: Get) -> None:
    """Read every field of a component, of its props, and of their values."""
    for name in names.component:
        get(component, name)
    annotations = get(component, "annotations")
    if annotations is not None:
        for name in names.annotations:
            get(annotations, name)
    for prop in get(component, "configurable_props"):
        _read_prop(prop, names, get)


def _read_prop(prop: Any, names: Names, get: Get) -> None:
    kind = get(prop, "type")
    fields = names.props[kind]
    for name in fields:
        get(prop, name)
    if kind == "$.interface.timer":
        get(get(prop, "default"), names.interval_seconds)
    elif "options" in fields:
        for option in get(prop, "options") or ():
            if option.__class__ is not str:
                get(option, "label")
                get(option, "value")
