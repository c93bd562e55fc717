"""Types and constants that all parts of the sandbox share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeGuard, cast

from attrs import field, frozen

JsonObject: TypeAlias = dict[str, Any]
HeaderLines: TypeAlias = Sequence[tuple[str, str]]

MASKED = "***"
"""Replaces credentials in logs and echoes."""

MAX_SECONDS = 1_000_000_000
"""The longest delay, in seconds: more than 30 years. Larger numbers cannot always be represented."""

STOPPING = "pdconnect.sandbox.stopping"
"""Key in the state of the ASGI scope: an asyncio event that is set when the server begins to stop."""

RECORD_REJECTED = "pdconnect.sandbox.record_rejected"
"""Key in the state of the ASGI scope: a function that records a request which never reached the service."""

ENVIRONMENT_NAMES = ("development", "production")


def as_object(value: Any) -> JsonObject | None:
    """Return the value if it is a JSON object."""
    return cast(JsonObject, value) if isinstance(value, dict) else None


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def as_list(value: Any) -> list[Any] | None:
    """Return the value if it is a JSON array."""
    return value if _is_list(value) else None


def _ignore(error: str | None) -> None:
    pass


@frozen
class WebhookRequest:
    """A webhook request to send.

    `kind` is its name in the specification's `webhooks`. `outcome` is called with what went wrong, or None.
    """

    kind: str
    url: str
    headers: HeaderLines
    body: bytes = field(repr=False)
    outcome: Callable[[str | None], None] = field(default=_ignore, repr=False)
