"""`pdconnect components`."""

from __future__ import annotations

from pdconnect.models import Component

from ..components.details import COMPONENT_COLUMNS, show_component
from ..framework.command import command, new_group
from ..framework.list_command import FetchFirstPage, list_command
from ..options.common import AsJson
from ..options.components import App, ComponentKey, Query, Version
from ..session import Session

group = new_group("Actions and triggers.")


@list_command(group, "list", COMPONENT_COLUMNS, examples=["pdconnect components list --app gitlab"])
def list_components(session: Session, app: App = None, query: Query = None) -> FetchFirstPage[Component]:
    """List components."""
    return lambda size: session.client.components.list(app=app, q=query, limit=size)


@command(group, "show", examples=["pdconnect components show gitlab-list-commits"])
def show(session: Session, key: ComponentKey, version: Version = None, as_json: AsJson = False) -> None:
    """Show a component and its props."""
    show_component(session.output, session.client.components.retrieve(key, version=version), as_json)
