"""The APIs of the example apps, as far as the proxy needs them. Requests to an app without an entry here are echoed."""

from __future__ import annotations

from collections.abc import Mapping

from . import echo, gitlab, openai, slack, zendesk
from .model import ProxiedRequest, Upstream, UpstreamTimeoutError

UPSTREAMS: Mapping[str, Upstream] = {
    "gitlab": gitlab.respond,
    "openai": openai.respond,
    "slack": slack.respond,
    "zendesk": zendesk.respond,
}

respond_echo: Upstream = echo.respond

__all__ = ["UPSTREAMS", "ProxiedRequest", "Upstream", "UpstreamTimeoutError", "respond_echo"]
