"""The few shapes that every module of the sandbox shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeAlias, TypeGuard, cast

from attrs import field, frozen

JsonObject: TypeAlias = dict[str, Any]
HeaderLines: TypeAlias = Sequence[tuple[str, str]]

MASKED = "***"
"""Stands in logs and echoes where a credential was."""

ENVIRONMENT_NAMES = ("development", "production")


def as_object(value: Any) -> JsonObject | None:
    """Return the value if it is a JSON object."""
    return cast(JsonObject, value) if isinstance(value, dict) else None


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def as_list(value: Any) -> list[Any] | None:
    """Return the value if it is a JSON array."""
    return value if _is_list(value) else None


def _nobody_cares(error: str | None) -> None:
    pass


@frozen
class WebhookRequest:
    """A webhook request to be made. `kind` is its name in the description's `webhooks`; `outcome` is told what went
    wrong with it, or None.
    """

    kind: str
    url: str
    headers: HeaderLines
    body: bytes = field(repr=False)
    outcome: Callable[[str | None], None] = field(default=_nobody_cares, repr=False)


ConnectionFault: TypeAlias = Literal["drop", "truncate"]


@frozen
class Reply:
    """What goes back over the wire; a body of None is sent as no body at all.

    `content` is bytes to be sent as they are, in place of a JSON body. `webhook_requests` are made before the reply is sent, and
    `delay` seconds pass. `connection_fault` tells what the network does to it: the connection ends before anything was sent, or
    in the middle of the body.
    """

    status: int
    body: Any = None
    headers: HeaderLines = ()
    content: Iterable[bytes] | None = None
    webhook_requests: Sequence[WebhookRequest] = ()
    delay: float = 0.0
    connection_fault: ConnectionFault | None = None


class Refusal(Exception):
    """A request that is turned down, with the status and the text the caller gets."""

    def __init__(
        self, status: int, error: str, headers: HeaderLines = (), webhook_requests: Sequence[WebhookRequest] = ()
    ) -> None:
        super().__init__(error)
        self.reply = Reply(status, {"error": error}, headers, webhook_requests=webhook_requests)


NO_CONTENT = Reply(204)
