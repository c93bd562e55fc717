"""The components of Slack under the name slug that newer demos of the vendor use, `slack_v2`."""

from __future__ import annotations

from attrs import evolve

from ..wire.types import JsonObject
from .component import Component
from .slack import COMPONENTS as SLACK_COMPONENTS

_APP = "slack_v2"


def _with_new_app(component: Component) -> Component:
    return evolve(
        component,
        id=component.id.replace("sc_", "sc_2"),
        app=_APP,
        key=component.key.replace("slack-", f"{_APP}-", 1),
        props=[_with_new_app_prop(prop) for prop in component.props],
    )


def _with_new_app_prop(prop: JsonObject) -> JsonObject:
    return {**prop, "app": _APP} if prop["type"] == "app" else prop


COMPONENTS: tuple[Component, ...] = tuple(map(_with_new_app, SLACK_COMPONENTS))
