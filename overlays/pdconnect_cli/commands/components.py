"""`pdconnect components`."""

from __future__ import annotations

from pdconnect.models import Component

from ..catalogue import COMPONENT_COLUMNS, show_component
from ..catalogue_options import App, ComponentKey, Query, Version
from ..command import command, new_group
from ..listing import Fetch, list_command
from ..options import AsJson
from ..session import Session

group = new_group("Actions and triggers alike.")


@list_command(group, "list", COMPONENT_COLUMNS, examples=["pdconnect components list --app gitlab"])
def list_components(session: Session, app: App = None, query: Query = None) -> Fetch[Component]:
    """List components."""
    return lambda size: session.client.components.list(app=app, q=query, limit=size)


@command(group, "show", examples=["pdconnect components show gitlab-list-commits"])
def show(session: Session, key: ComponentKey, version: Version = None, as_json: AsJson = False) -> None:
    """Show a component and its props."""
    show_component(session.output, session.client.components.retrieve(key, version=version), as_json)
