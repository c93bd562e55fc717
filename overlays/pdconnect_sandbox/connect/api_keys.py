"""The keys of an account: the values of the user, else of an app override, else the defaults of the fields.

Where a project requires a test of the keys, the app rejects the value `invalid`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException

from ..apps import App
from ..state.projects import Project
from ..state.records import AppOverride
from ..wire.types import JsonObject

_REJECTED = "invalid"


def key_values(app: App, override: AppOverride | None, given: Mapping[str, Any]) -> JsonObject:
    """Return the values of all fields of an app, and those that were passed for other names."""
    return {field.name: field.default for field in app.fields} | (override.cfmap if override else {}) | dict(given)


def missing_keys(app: App, values: Mapping[str, Any]) -> list[str]:
    """Return the names of the required fields without a value."""
    return [field.name for field in app.fields if not field.optional and values[field.name] in (None, "")]


def try_keys(project: Project, app: App, values: Mapping[str, Any]) -> None:
    """Raise 400 for keys that the app rejects, if the project requires the test."""
    if project.connect_require_key_auth_test and _REJECTED in values.values():
        raise HTTPException(400, f"The test request to {app.name} failed")
