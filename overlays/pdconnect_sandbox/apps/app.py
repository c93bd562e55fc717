"""Apps, their fields for keys, their proxy settings, and categories."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from ..wire.types import JsonObject
from .logo import logo


@frozen
class Field:
    """A field that a user fills in to connect an app with keys."""

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


@frozen
class Proxy:
    """How the proxy reaches an app. Names in braces are replaced by credentials of the account."""

    domains: tuple[str, ...] = ()
    base_url: str | None = None
    header: str = "authorization"
    value: str = "Bearer {oauth_access_token}"

    def base(self, credentials: Mapping[str, Any]) -> str | None:
        """Return the base URL of the API, which can depend on the account."""
        return self.base_url and _filled(self.base_url, credentials)

    def authorization(self, credentials: Mapping[str, Any]) -> tuple[str, str]:
        """Return the name and value of the header with the credentials of the account."""
        return self.header, _filled(self.value, credentials)


def _filled(template: str, credentials: Mapping[str, Any]) -> str:
    return template.format_map(defaultdict(str, credentials))


@frozen
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
        """Return the app as the API shows it. In an account that uses a custom OAuth client, `id` is that of the client."""
        return {
            "id": oauth_app_id or self.id,
            "name_slug": self.name_slug,
            "name": self.name,
            "auth_type": self.auth_type,
            "description": self.description,
            "img_src": logo(self.name, self.name_slug),
            "custom_fields_json": json.dumps([field.wire() for field in self.fields], separators=(",", ":")),
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


@frozen
class Category:
    """A category of apps."""

    id: str
    name: str
    description: str

    def wire(self) -> JsonObject:
        """Return the category as the API shows it."""
        return {"id": self.id, "name": self.name, "description": self.description}
