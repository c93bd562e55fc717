"""What the service posts to you: outcomes of connections, and the events of deployed triggers.

    event = pdconnect.webhooks.verify(body, headers, signing_key)     # a trigger's event, proven
    event = pdconnect.webhooks.parse(body)                            # the outcome of a connection; nothing proves it

Works on the raw body and the headers, so with any web framework. The service signs the events of triggers only: keep a secret in
the URL that you give for connections, and read the account again before you rely on it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from pdconnect_api.errors import DecodeError, PdconnectError
from pdconnect_api.model import date_time
from pdconnect_api.models.connection_failure import ConnectionFailure
from pdconnect_api.models.connection_success import ConnectionSuccess

SIGNATURE_HEADER = "x-pd-signature"
DEFAULT_TOLERANCE = 300.0
"""Seconds between the signature and now that `verify` puts up with."""

_TIMESTAMP = re.compile(r"[0-9]{1,12}").fullmatch
_DIGEST = re.compile(r"[0-9a-f]{64}").fullmatch


_CONNECTION_EVENTS: dict[str, type[ConnectionSuccess | ConnectionFailure]] = {
    "CONNECTION_SUCCESS": ConnectionSuccess,
    "CONNECTION_ERROR": ConnectionFailure,
}


class TriggerEvent(NamedTuple):
    """An event that a deployed trigger emitted."""

    payload: Any
    """The event: whatever JSON the trigger emits."""
    emitter_id: str | None
    """The deployed trigger (`dc_…`)."""
    external_user_id: str | None
    """Your own id of the user that the trigger belongs to."""
    project_id: str | None
    environment: str | None
    timestamp: datetime | None
    """When it was sent."""

    def __repr__(self) -> str:
        return f"<event of {self.emitter_id} for {self.external_user_id}>"


WebhookEvent: TypeAlias = ConnectionSuccess | ConnectionFailure | TriggerEvent


class SignatureError(PdconnectError, ValueError):
    """A webhook is not proven to come from the service. Answer 401 and do nothing."""


class SignatureMissingError(SignatureError):
    """There is no signature, or none that can be read."""


class SignatureExpiredError(SignatureError):
    """The signature is too old, or from the future: perhaps something recorded that is played again, perhaps a clock is wrong."""


class SignatureMismatchError(SignatureError):
    """The signature is not that of this body under this key."""


def parse(body: bytes | str, headers: Mapping[str, str] | None = None) -> WebhookEvent:
    """Read a webhook without proving it.

    Args:
        body: The raw body of the request.
        headers: Its headers, in any case; they tell which trigger an event is from.

    Returns:
        A `ConnectionSuccess` or `ConnectionFailure` if the body is one, else a `TriggerEvent`.

    Raises:
        DecodeError: The body is not JSON.
    """
    try:
        payload: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise DecodeError("the body of the webhook is not JSON") from None
    if isinstance(payload, dict) and "connect_token" in payload:
        connection: dict[str, Any] = payload  # pyright: ignore[reportUnknownVariableType]
        kind = _CONNECTION_EVENTS.get(str(connection.get("event")))
        if kind is not None:
            return kind.from_dict(connection)
    told = {name.lower(): value for name, value in (headers or {}).items()}
    sent = told.get("x-pd-timestamp")
    moment = date_time(sent) if sent is not None else None
    return TriggerEvent(
        payload,
        told.get("x-pd-emitter-id"),
        told.get("x-pd-external-user-id"),
        told.get("x-pd-project-id"),
        told.get("x-pd-environment"),
        moment if isinstance(moment, datetime) else None,
    )


def verify(
    body: bytes | str,
    headers: Mapping[str, str],
    signing_key: str,
    *,
    tolerance: float | None = DEFAULT_TOLERANCE,
    now: float | None = None,
) -> WebhookEvent:
    """Prove that a webhook comes from the service, and read it.

    Args:
        body: The raw body of the request, byte for byte: JSON that was parsed and written again has another signature.
        headers: Its headers, in any case.
        signing_key: The key of the webhook, as the service gave it when the trigger was deployed.
        tolerance: Seconds that the signature may be away from now, either way; None for no limit.
        now: The time, as unix seconds; the clock's if it isn't given.

    Returns:
        What `parse` returns.

    Raises:
        SignatureMissingError, SignatureExpiredError, SignatureMismatchError: It isn't proven. All are `SignatureError`.
        DecodeError: It is proven, but not JSON.
    """
    if not signing_key:
        raise ValueError("signing_key must not be empty")
    raw = body.encode() if isinstance(body, str) else body
    timestamp, digests = _signature(headers)
    if tolerance is not None and abs((time.time() if now is None else now) - int(timestamp)) > tolerance:
        raise SignatureExpiredError(f"the signature is more than {tolerance:g} seconds away from now")
    expected = hmac.new(signing_key.encode(), timestamp.encode() + b"." + raw, hashlib.sha256).hexdigest()
    matches = [hmac.compare_digest(expected, digest) for digest in digests]  # all of them, so that time tells nothing
    if not any(matches):
        raise SignatureMismatchError("the signature is not that of this body under this key")
    return parse(raw, headers)


def _signature(headers: Mapping[str, str]) -> tuple[str, list[str]]:
    """The time and the digests of a signature header: `t=<unix seconds>,v1=<hex>`, with several `v1` while a key is changed."""
    text = next((value for name, value in headers.items() if name.lower() == SIGNATURE_HEADER), None)
    if text is None:
        raise SignatureMissingError(f"there is no {SIGNATURE_HEADER} header")
    parts = [part.strip().partition("=") for part in text.split(",")]
    times = [value for name, _, value in parts if name == "t" and _TIMESTAMP(value)]
    digests = [value for name, _, value in parts if name == "v1" and _DIGEST(value)]
    if len(times) != 1 or not digests:
        raise SignatureMissingError(f"the {SIGNATURE_HEADER} header has no readable t and v1")
    return times[0], digests
