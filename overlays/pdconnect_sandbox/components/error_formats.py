"""Format the error of a component, which is part of a response of status 200."""

from __future__ import annotations

import json

from ..wire.timestamps import milliseconds
from ..wire.types import JsonObject


def observation(error: Exception, now: float) -> JsonObject:
    """Return the error entry in `os` of an action run."""
    text = str(error)
    err = {"name": "Error", "message": text, "stack": f"Error: {text}\n    at Object.run"}
    return {"k": "error", "ts": milliseconds(now), "err": err}


def error_text(error: Exception) -> str:
    """Return the entry in `errors` of a configure or reload response: JSON text."""
    return json.dumps({"name": "Error", "message": str(error)})
