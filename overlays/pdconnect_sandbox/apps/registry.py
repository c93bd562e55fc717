"""The registry of apps and components: the examples, and those that a test adds.

To add an example component, write it as data in a module, and list it here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from . import (
    airtable,
    data_stores,
    discord,
    gitlab,
    gitlab_issues,
    google_sheets,
    google_sheets_data,
    http_request,
    native_triggers,
    postgresql,
    postgresql_database,
    rss,
    sandbox_utils,
    slack,
    slack_v2,
    zendesk,
)
from .app import App
from .catalog import APPS, CATEGORIES
from .component import Component
from .stores import NamedStore

COMPONENTS: tuple[Component, ...] = (
    *gitlab_issues.COMPONENTS,
    *gitlab.COMPONENTS,
    *google_sheets.COMPONENTS,
    *slack.COMPONENTS,
    *slack_v2.COMPONENTS,
    *native_triggers.COMPONENTS,
    *airtable.COMPONENTS,
    *discord.COMPONENTS,
    *postgresql.COMPONENTS,
    *zendesk.COMPONENTS,
    *data_stores.COMPONENTS,
    *http_request.COMPONENTS,
    *sandbox_utils.COMPONENTS,
    *rss.COMPONENTS,
)


UNKNOWN_PROP_TYPE = sandbox_utils.UNKNOWN_PROP_TYPE
"""A component with a type of prop that the service does not have, for tests of clients."""

STORE_TYPES: Mapping[str, type[NamedStore]] = {
    store.store_name: store
    for store in (
        postgresql_database.Databases,
        data_stores.Records,
        gitlab_issues.Issues,
        google_sheets_data.Books,
        slack.Messages,
        zendesk.Tickets,
    )
}
"""The types of all stores, by their names in state files."""


class Registry:
    """The apps and components of a sandbox."""

    def __init__(self, apps: Sequence[App] = APPS, components: Sequence[Component] = COMPONENTS) -> None:
        """Start with these apps and components."""
        self.categories = CATEGORIES
        self._own = apps, components
        self.restart()

    def restart(self) -> None:
        """Remove everything that was added later."""
        self.apps, components = self._own
        self._components = {component.key: component for component in components}
        self.ranks = {component.id: rank for rank, component in enumerate(components)}

    def add_app(self, app: App) -> None:
        """Add an app. It replaces one with the same name slug."""
        self.apps = (*(known for known in self.apps if known.name_slug != app.name_slug), app)

    def add_component(self, component: Component) -> None:
        """Add a component. It replaces one with the same key."""
        self._components.pop(component.key, None)  # the order is that of the ranks
        self._components[component.key] = component
        self.ranks[component.id] = len(self.ranks)

    def app(self, id_or_slug: str) -> App | None:
        """Return an app by its id or its name slug."""
        for app in self.apps:
            if id_or_slug in (app.id, app.name_slug):
                return app
        return None

    def in_category(self, app: App, category_ids: Sequence[str]) -> bool:
        """Return whether an app is in one of these categories."""
        return any(category.name in app.categories for category in self.categories if category.id in category_ids)

    def component(self, key: str, kind: str | None = None) -> Component | None:
        """Return a component by its key, of that kind if one is named."""
        component = self._components.get(key)
        if component is None or (kind is not None and component.kind != kind):
            return None
        return component

    def components(self, *, kind: str | None, app: str | None, q: str | None) -> list[Component]:
        """Return the components of a kind and an app whose key or name holds the words of q."""
        slug = app and (found.name_slug if (found := self.app(app)) else "")
        return [
            component
            for component in self._components.values()
            if (kind is None or component.kind == kind)
            and (slug is None or component.app == slug)
            and _matches(component, q)
        ]


def _matches(component: Component, q: str | None) -> bool:
    text = f"{component.key} {component.name}".lower()
    return all(word in text for word in (q or "").lower().split())
