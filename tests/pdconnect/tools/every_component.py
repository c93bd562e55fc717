"""Every component of the sandbox as a tool."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pdconnect
from pdconnect._tools.account_choices import AccountChoices
from pdconnect._tools.tool_spec import ToolSpec
from pdconnect.models import Account, Component
from pdconnect.sandbox import Sandbox

USER = "user-1"


def _components() -> dict[str, Component]:
    with Sandbox() as sandbox:
        return {component.key: component for component in sandbox.client().components.list(limit=100)}


COMPONENTS = _components()
"""By their keys."""


def tools_of(component: Component, accounts: list[Account] | None = None) -> pdconnect.UserTools:
    """Return the tools of one component, which can be a trigger here: the schemas are the same."""
    spec = ToolSpec(component, USER)
    client: Any = None
    return pdconnect.UserTools(client, USER, [spec], AccountChoices(accounts or []), None, "link", {}, 1000, "secret")


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema inside a schema."""
    if not isinstance(schema, dict):
        return
    yield schema
    for inner in (*schema.get("properties", {}).values(), schema.get("items"), *schema.get("anyOf", ())):
        yield from nodes(inner)


ODD_PROPS: list[dict[str, Any]] = [
    {"name": "a b", "type": "string"},
    {"name": "x" * 100, "type": "integer", "optional": True},
    {"name": "kind", "type": 5},
    {"name": "label", "type": "string", "label": 7, "description": ["x"]},
    {"name": "limits", "type": "integer", "min": "low", "max": True},
    {"name": "options", "type": "string", "options": [None, 1, {"label": None, "value": "v"}, {"value": None}]},
    {"name": "many", "type": "string", "options": [f"choice {number}" for number in range(2000)]},
    {"name": "default", "type": "string", "default": {"a": 1}, "optional": True},
    {"name": "secret", "type": "string", "secret": True, "default": "hunter22", "optional": True},
    {"name": "unknown", "type": "$.other.kind[]", "remoteOptions": True},
]


def component_with(prop: dict[str, Any]) -> Component:
    """Return a component with one prop, and with entries that are no props."""
    return Component.from_dict({"key": "app-do", "name": "Do", "version": "1", "configurable_props": [prop, 5, None]})
