"""The APIs of the example apps, as far as the proxy needs them. An app without an entry here is an echo only."""

from __future__ import annotations

from collections.abc import Mapping

from . import echo, gitlab, openai, slack, zendesk
from .model import NoAnswer, Upstream, Visit

UPSTREAMS: Mapping[str, Upstream] = {
    "gitlab": gitlab.answer,
    "openai": openai.answer,
    "slack": slack.answer,
    "zendesk": zendesk.answer,
}

answer_echo: Upstream = echo.answer

__all__ = ["UPSTREAMS", "NoAnswer", "Upstream", "Visit", "answer_echo"]
