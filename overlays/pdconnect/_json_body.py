"""JSON of request bodies and of the values of forms."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.model import Model


def encode_json(body: object) -> bytes:
    """Return a body as JSON. It may contain mappings and models. Raises InvalidArgumentError."""
    try:
        return json.dumps(
            body, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_encode_other
        ).encode()
    except UnicodeEncodeError:
        raise InvalidArgumentError(
            "the request body", "must be text that UTF-8 can encode (it has a lone surrogate)"
        ) from None
    except RecursionError:
        raise InvalidArgumentError("the request body", "is nested too deeply, or contains itself") from None
    except (TypeError, ValueError) as error:
        raise InvalidArgumentError("the request body", f"must be JSON: {error}") from None


def _encode_other(value: object) -> object:
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Mapping):
        return dict(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    raise TypeError(f"{type(value).__name__} is not a JSON value")
