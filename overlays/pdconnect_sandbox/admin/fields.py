"""The fields of a request to the admin endpoints."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from ..spec.request import json_body
from ..spec.validation import problems_with
from ..wire.buffered_request import BufferedRequest
from ..wire.types import JsonObject

_STRING: JsonObject = {"type": "string", "minLength": 1}
_NUMBER: JsonObject = {"type": "number", "minimum": 0}
_BOOLEAN: JsonObject = {"type": "boolean"}
_COUNT: JsonObject = {"type": ["integer", "null"], "minimum": 1}
_USER_ID: JsonObject = {"type": "string", "minLength": 1, "maxLength": 250}
_OAUTH_APP_ID: JsonObject = {"type": "string", "pattern": "^oa_[0-9a-zA-Z]+$"}


def _object(required: list[str], properties: JsonObject) -> JsonObject:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


ACCOUNT = _object(
    ["app", "external_user_id"],
    {
        "app": _STRING,
        "external_user_id": _USER_ID,
        "project_id": _STRING,
        "environment": _STRING,
        "credentials": {"type": "object"},
        "name": {"type": ["string", "null"]},
        "oauth_app_id": _OAUTH_APP_ID,
    },
)
ACCOUNT_BY_TOKEN = _object(
    ["app", "connect_token"], {"app": _STRING, "connect_token": _STRING, "oauth_app_id": _STRING}
)
NOTHING = _object([], {})
REVOKE = _object([], {"error": _STRING})
EXPIRE = _object([], {"token": _STRING, "fingerprint": _STRING, "all": _BOOLEAN})
THROTTLE = _object([], {"operation": _STRING, "times": _COUNT, "retry_after": _NUMBER})
FAULT = _object(
    [],
    {
        **THROTTLE["properties"],
        "status": {"type": "integer"},
        "delay": _NUMBER,
        "drop": _BOOLEAN,
        "truncate": _BOOLEAN,
        "garbage": _BOOLEAN,
        "executed": _BOOLEAN,
        "headers": {"type": "object", "additionalProperties": {"type": "string"}},
        "body": {},
        "deviation": {"type": "string"},
    },
)
TIME = _object([], {"seconds": _NUMBER, "minutes": _NUMBER, "hours": _NUMBER, "days": _NUMBER})


def fields(request: BufferedRequest, schema: JsonObject) -> JsonObject:
    """Return the fields of a request, or raise 400 if they do not match the schema."""
    given = json_body(request) or {}
    problems = problems_with(schema, given, "body")
    if problems:
        raise HTTPException(400, "; ".join(problems))
    return given
