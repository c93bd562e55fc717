"""How a component's own failure is told inside an answer of status 200."""

from __future__ import annotations

import json

from ..wire.timestamps import milliseconds
from ..wire.types import JsonObject


def observation(failure: Exception, now: float) -> JsonObject:
    """Return the entry of kind error that a run has in `os`."""
    text = str(failure)
    err = {"name": "Error", "message": text, "stack": f"Error: {text}\n    at Object.run"}
    return {"k": "error", "ts": milliseconds(now), "err": err}


def error_text(failure: Exception) -> str:
    """Return the entry that configure and props have in `errors`: JSON text."""
    return json.dumps({"name": "Error", "message": str(failure)})
