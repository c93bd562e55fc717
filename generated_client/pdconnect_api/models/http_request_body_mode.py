# Generated from spec/schemas/props.yaml#/HttpRequestBodyMode. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class HttpRequestBodyMode(OpenEnum):
    """Form of a request body. Other values are possible."""

    FIELDS = "fields"
    RAW = "raw"
