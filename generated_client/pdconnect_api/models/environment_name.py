# Generated from spec/schemas/common.yaml#/EnvironmentName. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class EnvironmentName(OpenEnum):
    """An environment, as the service names it. Other values are possible."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"
