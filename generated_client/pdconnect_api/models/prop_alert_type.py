# Generated from spec/schemas/props.yaml#/PropAlertType. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class PropAlertType(OpenEnum):
    """Severity of a note. Other values are possible."""

    INFO = "info"
    NEUTRAL = "neutral"
    WARNING = "warning"
    ERROR = "error"
