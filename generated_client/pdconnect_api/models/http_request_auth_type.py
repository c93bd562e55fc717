# Generated from spec/schemas/props.yaml#/HttpRequestAuthType. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class HttpRequestAuthType(OpenEnum):
    """Kind of authentication of an HTTP request. Other values are possible."""

    BASIC = "basic"
    BEARER = "bearer"
    NONE = "none"
