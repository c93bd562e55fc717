"""The keys of an account: what a user fills in, on top of an app override and of the fields' defaults.

Where the project wants keys to be tried out at the app, a value of `invalid` is one that the app turns down.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException

from ..apps import App
from ..state.projects import Project
from ..state.records import AppOverride
from ..wire.types import JsonObject

_TURNED_DOWN = "invalid"


def key_values(app: App, override: AppOverride | None, given: Mapping[str, Any]) -> JsonObject:
    """Return the values of all fields of an app, and of what was given beside them."""
    return {one.name: one.default for one in app.fields} | (override.cfmap if override else {}) | dict(given)


def missing_keys(app: App, values: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields that need a value and have none."""
    return [one.name for one in app.fields if not one.optional and values[one.name] in (None, "")]


def try_keys(project: Project, app: App, values: Mapping[str, Any]) -> None:
    """Refuse keys that the app turns down, if the project wants to know."""
    if project.connect_require_key_auth_test and _TURNED_DOWN in values.values():
        raise HTTPException(400, f"The test request to {app.name} failed")
