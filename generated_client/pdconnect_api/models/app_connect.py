# Generated from spec/schemas/apps.yaml#/AppConnect. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class AppConnect(Model):
    """Settings of the Connect proxy for an app."""

    __slots__ = ()

    proxy_enabled: bool | None = None
    """Whether the proxy may be used."""

    allowed_domains: list[str] | None = None
    """Domains that the proxy may send requests to."""

    base_proxy_target_url: str | None = None
    """Base URL for relative targets."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "proxy_enabled": Field("proxy_enabled"),
        "allowed_domains": Field("allowed_domains"),
        "base_proxy_target_url": Field("base_proxy_target_url"),
    }
