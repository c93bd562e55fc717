"""What an example app and an example component are made of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pdconnect.sandbox._ids import Ids
from pdconnect.sandbox._tables import Stores
from pdconnect.sandbox._types import JsonObject


@dataclass(frozen=True)
class Field:
    """One thing that a user fills in to connect an app with keys."""

    name: str
    label: str
    type: str = "string"
    default: str | None = None
    optional: bool = False

    def wire(self) -> JsonObject:
        """Return the field as `custom_fields_json` has it."""
        return {
            "name": self.name,
            "label": self.label,
            "description": None,
            "default": self.default,
            "optional": self.optional,
            "type": self.type,
        }


@dataclass(frozen=True)
class Proxy:
    """How the proxy reaches an app. Names in braces stand for credentials of the account."""

    domains: tuple[str, ...] = ()
    base_url: str | None = None
    header: str = "authorization"
    value: str = "Bearer {oauth_access_token}"

    def base(self, credentials: Mapping[str, Any]) -> str | None:
        """Return the address that paths belong to, which may differ from account to account."""
        return self.base_url and _filled(self.base_url, credentials)

    def authorization(self, credentials: Mapping[str, Any]) -> tuple[str, str]:
        """Return the header that shows the app whose account it is."""
        return self.header, _filled(self.value, credentials)


def _filled(template: str, credentials: Mapping[str, Any]) -> str:
    return template.format_map(defaultdict(str, credentials))


@dataclass(frozen=True)
class App:
    """An app that end users can connect. `oauth_app_id` is the service's own OAuth client for it."""

    id: str
    name_slug: str
    name: str
    auth_type: str
    description: str
    categories: tuple[str, ...]
    featured_weight: int = 0
    fields: tuple[Field, ...] = ()
    oauth_app_id: str | None = None
    scopes: tuple[str, ...] = ()
    proxy: Proxy | None = None

    def wire(self, oauth_app_id: str | None = None) -> JsonObject:
        """Return the app as the wire shows it; inside an account, an own OAuth client lends its id."""
        return {
            "id": oauth_app_id or self.id,
            "name_slug": self.name_slug,
            "name": self.name,
            "auth_type": self.auth_type,
            "description": self.description,
            "img_src": f"https://assets.pipedream.net/s.v0/{self.id}/logo/orig",
            "custom_fields_json": json.dumps([one.wire() for one in self.fields], separators=(",", ":")),
            "categories": list(self.categories),
            "featured_weight": self.featured_weight,
            "connect": {
                "proxy_enabled": self.proxy is not None,
                "allowed_domains": list(self.proxy.domains) or None if self.proxy else None,
                "base_proxy_target_url": self.proxy.base_url if self.proxy else None,
            },
            "scope_profiles": [{"name": "read_write", "scopes": list(self.scopes)}] if self.scopes else [],
            "oauth_app_id": self.oauth_app_id,
        }


@dataclass(frozen=True)
class Category:
    """A category that apps are sorted into."""

    id: str
    name: str
    description: str

    def wire(self) -> JsonObject:
        """Return the category as the wire shows it."""
        return {"id": self.id, "name": self.name, "description": self.description}


class ComponentError(Exception):
    """A component's own failure: the service answers 200 and tells of it inside the answer."""


@dataclass(frozen=True)
class Scene:
    """All that the code of a component can see while it runs. `files` are those of its stash, by their names."""

    props: Mapping[str, Any]
    accounts: Mapping[str, str]
    stores: Stores
    ids: Ids
    seed: int
    now: float
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])

    def need(self, name: str) -> Any:
        """Return the value of a prop, or fail as a component does without it."""
        value = self.props.get(name)
        if value is None or value == "":
            raise ComponentError(f"the prop {name} has no value")
        return value


@dataclass(frozen=True)
class Ask:
    """Which options are asked for."""

    query: str
    page: int
    prev_context: Mapping[str, Any]


@dataclass(frozen=True)
class Options:
    """One page of options, labelled or as plain texts, and the context that leads to the next."""

    labelled: list[JsonObject] | None = None
    texts: list[str] | None = None
    context: JsonObject | None = None


@dataclass(frozen=True)
class Outcome:
    """What a run action gives back, and the files it has written."""

    ret: Any
    summary: str
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


@dataclass(frozen=True)
class Component:
    """An action or a trigger of the registry.

    `native` names the kind of a native trigger; `stash` says whether the files of a run are `optional` or `required`
    to be kept.
    """

    id: str
    kind: str
    app: str
    key: str
    name: str
    version: str
    description: str
    props: list[JsonObject]
    options: Mapping[str, Callable[[Scene, Ask], Options]] = field(
        default_factory=dict[str, Callable[[Scene, Ask], Options]]
    )
    reload: Callable[[Scene], list[JsonObject]] | None = None
    run: Callable[[Scene], Outcome] | None = None
    native: str | None = None
    stash: str | None = None
    annotations: JsonObject | None = None

    def wire(self) -> JsonObject:
        """Return the component as the registry shows it."""
        return {
            "name": self.name,
            "version": self.version,
            "key": self.key,
            "description": self.description,
            "component_type": self.kind,
            "configurable_props": self.props,
            **({"stash": self.stash} if self.stash else {}),
            **({"annotations": self.annotations} if self.annotations else {}),
        }


def option(label: str, value: Any) -> JsonObject:
    """Return one labelled option."""
    return {"label": label, "value": value}
