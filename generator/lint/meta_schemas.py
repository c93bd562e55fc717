"""The JSON Schemas of OpenAPI and of JSON Schema. They are read from files of packages whose import would take longer than all rules."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_VOCABULARIES = ("core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content")


def openapi_schema() -> dict[str, Any]:
    """Return the JSON Schema of OpenAPI 3.1."""
    return _read("openapi_spec_validator", "resources/schemas/v3.1/schema.json")


def json_schema_keywords() -> set[str]:
    """Return the keywords of JSON Schema 2020-12."""
    folder = "schemas/draft202012/vocabularies"
    return {
        keyword
        for name in _VOCABULARIES
        for keyword in _read("jsonschema_specifications", f"{folder}/{name}")["properties"]
    }


def _read(package: str, file: str) -> dict[str, Any]:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed")
    content: dict[str, Any] = json.loads((Path(found.submodule_search_locations[0]) / file).read_bytes())
    return content
