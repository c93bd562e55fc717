"""Show components: actions and triggers alike."""

from __future__ import annotations

from pdconnect.models import Component, ConfigurablePropApp
from pdconnect_api.models.configurable_prop import ConfigurableProp

from ..output.column import Column
from ..output.redaction import display_json
from ..output.streams import Output

COMPONENT_COLUMNS = (
    Column[Component]("KEY", lambda component: component.key, no_truncate=True),
    Column[Component]("NAME", lambda component: component.name),
    Column[Component]("TYPE", lambda component: component.component_type),
    Column[Component]("VERSION", lambda component: component.version),
)
_DETAILS = (*COMPONENT_COLUMNS, Column[Component]("DESCRIPTION", lambda component: component.description))


def _features(prop: ConfigurableProp) -> list[str]:
    fixed = isinstance(getattr(prop, "options", None), list)
    flags = {
        "optional": prop.optional,
        "choices": fixed or prop.remote_options,
        "search": prop.use_query,
        "reloads": prop.reload_props,
        "hidden": prop.hidden or prop.disabled,
    }
    return [name for name, holds in flags.items() if holds]


_PROPS = (
    Column[ConfigurableProp]("PROP", lambda prop: prop.name, no_truncate=True),
    Column[ConfigurableProp](
        "PROP TYPE", lambda prop: f"app: {prop.app}" if isinstance(prop, ConfigurablePropApp) else prop.type
    ),
    Column[ConfigurableProp]("FEATURES", _features),
    Column[ConfigurableProp]("MEANING", lambda prop: prop.description or prop.label),
)


def show_component(output: Output, component: Component, as_json: bool) -> None:
    """Print a component and its props."""
    if as_json:
        output.json(display_json(component))
        return
    output.details(_DETAILS, component)
    output.line("")
    output.table(_PROPS, component.configurable_props or [])
