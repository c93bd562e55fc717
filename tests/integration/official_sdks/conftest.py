from __future__ import annotations

import json
from importlib.resources import files

import pytest


@pytest.fixture(scope="session")
def operations() -> set[str]:
    """The ids of all operations of the specification."""
    document = json.loads(files("pdconnect_api").joinpath("openapi.json").read_bytes())
    return {
        operation["operationId"]
        for path in document["paths"].values()
        for method, operation in path.items()
        if method in ("get", "put", "post", "patch", "delete")
    }
