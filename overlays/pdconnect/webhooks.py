"""Webhooks that the service sends: results of connections, and events of deployed triggers.

    event = pdconnect.webhooks.verify(body, headers, signing_key)     # a trigger's event with a valid signature
    event = pdconnect.webhooks.verify(body, headers, key=keys.get)    # the same for many triggers, each with its own key
    event = pdconnect.webhooks.parse(body)                            # the result of a connection, which has no signature

The functions take the raw body and the headers, so they work with any web framework. The service signs the events of triggers only: put a
secret in the URL that you pass for connections, and read the account again before you rely on it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import re
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias, cast, overload

from pdconnect_api.arguments import as_secret, type_name
from pdconnect_api.errors import DecodeError, InvalidArgumentError, PdconnectError
from pdconnect_api.model import date_time
from pdconnect_api.models.connection_failure import ConnectionFailure
from pdconnect_api.models.connection_success import ConnectionSuccess

from ._tracebacks import clear_frames

SIGNATURE_HEADER = "x-pd-signature"
DEFAULT_TOLERANCE = 300.0
"""Default difference in seconds between the signature's time and now that `verify` accepts."""

Body: TypeAlias = bytes | bytearray | memoryview | str
"""The raw body of a request."""
Headers: TypeAlias = Mapping[str, str] | Mapping[str, bytes] | Mapping[bytes, bytes]
"""The headers of a request, in any case; bytes as in ASGI are read as Latin-1."""
SigningKey: TypeAlias = str | bytes
"""The key of a webhook: the `webhook_signing_key` of a deployed trigger."""
KeyLookup: TypeAlias = Callable[[str], SigningKey | None]
"""A function that takes the id of a deployed trigger (`dc_…`) and returns its signing key; None if the trigger is unknown."""
AsyncKeyLookup: TypeAlias = Callable[[str], Awaitable[SigningKey | None]]
"""A `KeyLookup` that is a coroutine function."""

_TIMESTAMP = re.compile(r"[0-9]{1,12}").fullmatch
_MAX_TIMESTAMP = 10**12
_DIGEST = re.compile(r"[0-9a-f]{64}").fullmatch
_EMITTER_ID = re.compile(r"[0-9A-Za-z_-]{1,128}").fullmatch
_EMITTER_HEADER = "x-pd-emitter-id"
_TRIGGER_HEADERS = (SIGNATURE_HEADER, _EMITTER_HEADER)
"""Headers that only events of triggers have."""

_CONNECTION_EVENTS: dict[str, type[ConnectionSuccess | ConnectionFailure]] = {
    "CONNECTION_SUCCESS": ConnectionSuccess,
    "CONNECTION_ERROR": ConnectionFailure,
}


class TriggerEvent(NamedTuple):
    """An event of a deployed trigger.

    A signature covers the payload and the time of sending only. Every field in `unsigned_fields` comes from a header that nothing
    protects: anyone who has seen one signed request can send it again with other headers, until its signature expires. If a decision
    depends on the user or the trigger, use one webhook URL for each of them, or take the id from the payload. The exception is
    `emitter_id` if `verify` got a `key` function and each trigger has a key of its own: then the signature is valid for that trigger only.
    """

    payload: Any
    """The event: any JSON value. `verify` has checked it, `parse` has not."""
    emitter_id: str | None
    """The deployed trigger (`dc_…`). Not signed."""
    external_user_id: str | None
    """Your id of the user that the trigger belongs to. Not signed."""
    project_id: str | None
    """The project of the trigger. Not signed."""
    environment: str | None
    """The environment of the trigger. Not signed."""
    timestamp: datetime | None
    """When the event was sent, according to a header. Not signed."""

    @property
    def unsigned_fields(self) -> tuple[str, ...]:
        """The names of the fields that no signature covers, not even after `verify`."""
        return ("emitter_id", "external_user_id", "project_id", "environment", "timestamp")

    def __repr__(self) -> str:
        return f"<event of {self.emitter_id} for {self.external_user_id}>"


WebhookEvent: TypeAlias = ConnectionSuccess | ConnectionFailure | TriggerEvent


class SignatureError(PdconnectError, ValueError):
    """A webhook has no valid signature of the service. Respond with 401 and ignore it."""


class SignatureMissingError(SignatureError):
    """The signature is missing or cannot be read."""


class SignatureExpiredError(SignatureError):
    """The signature is too old or from the future. The request may be a replay of an earlier one, or a clock may be wrong."""


class SignatureMismatchError(SignatureError):
    """The signature is not the one of this body with this key."""


class UnknownEmitterError(SignatureError):
    """The headers name no deployed trigger whose signing key is known."""


def parse(body: Body, headers: Headers | None = None) -> WebhookEvent:
    """Read a webhook without checking a signature.

    Args:
        body: The raw body of the request.
        headers: Its headers. They say which trigger an event is from.

    Returns:
        A `ConnectionSuccess` or `ConnectionFailure` if the body is one and no header says that a trigger sent it, otherwise a
        `TriggerEvent`.

    Raises:
        DecodeError: The body is not JSON.
        InvalidArgumentError: The body or the headers have the wrong type.
    """
    try:
        return _unverified(body, headers or {})
    except BaseException as error:
        clear_frames(error)
        del body, headers  # tracebacks can show local variables
        raise


def _unverified(body: object, headers: object) -> WebhookEvent:
    payload, names = _json(_raw(body)), _header_values(headers)
    if isinstance(payload, dict) and "connect_token" in payload and names.keys().isdisjoint(_TRIGGER_HEADERS):
        connection: dict[str, Any] = payload  # pyright: ignore[reportUnknownVariableType]
        event = connection.get("event")
        model = _CONNECTION_EVENTS.get(event) if isinstance(event, str) else None
        if model is not None:
            return model.from_dict(connection)
    return _trigger_event(payload, names)


@overload
def verify(
    body: Body,
    headers: Headers,
    signing_key: SigningKey,
    *,
    tolerance: float | None = DEFAULT_TOLERANCE,
    now: float | None = None,
) -> TriggerEvent: ...
@overload
def verify(
    body: Body,
    headers: Headers,
    *,
    key: KeyLookup,
    tolerance: float | None = DEFAULT_TOLERANCE,
    now: float | None = None,
) -> TriggerEvent: ...
def verify(
    body: Body,
    headers: Headers,
    signing_key: SigningKey | None = None,
    *,
    key: KeyLookup | None = None,
    tolerance: float | None = DEFAULT_TOLERANCE,
    now: float | None = None,
) -> TriggerEvent:
    """Check the signature of a trigger's event, and read the event.

    The service signs the body and the time of sending, not the headers: see `TriggerEvent.unsigned_fields`. It does not sign the results
    of connections. So the result is always a `TriggerEvent`, also if its payload looks like the result of a connection.

    Args:
        body: The raw body of the request, byte for byte: JSON that was parsed and serialized again has another signature.
        headers: Its headers.
        signing_key: The key of the webhook, which the service returns when the trigger is deployed.
        key: In place of `signing_key`, for many triggers: a function that takes the id of the trigger and returns its key, or None if
            there is no such trigger, such as the `get` method of a dict. The id comes from a header, so anyone can send any id of 1 to 128
            letters, digits, `_` and `-`; other ids are rejected before the call. The function is not called if the signature is missing,
            unreadable or too old. Its exceptions are raised as they are. If it is a coroutine function, use `async_verify`.
        tolerance: Maximum difference in seconds between the time of the signature and now, in both directions; None for no limit.
        now: The current time in Unix seconds. Default: the system clock.

    Returns:
        The event. Only its `payload` is covered by the signature.

    Raises:
        SignatureMissingError: The signature is missing or cannot be read.
        SignatureExpiredError: The signature is too old or from the future.
        SignatureMismatchError: The signature belongs to another body or key.
        UnknownEmitterError: With `key`: the headers name no trigger, or `key` returned None.
        DecodeError: The signature is valid, but the body is not JSON.
        InvalidArgumentError: The key is empty, an argument has the wrong type, or `tolerance` or `now` is not a finite number.
    """
    try:
        message = _SignedMessage(body, headers, tolerance, now)
        if key is None:
            return message.event(_key("signing_key", signing_key))
        _check_lookup(key, signing_key)
        emitter_id = message.emitter_id()
        return message.event(_found_key(emitter_id, key(emitter_id)))
    except BaseException as error:
        clear_frames(error)
        del body, headers, signing_key  # tracebacks can show local variables
        raise


async def async_verify(
    body: Body,
    headers: Headers,
    *,
    key: AsyncKeyLookup,
    tolerance: float | None = DEFAULT_TOLERANCE,
    now: float | None = None,
) -> TriggerEvent:
    """Check the signature of a trigger's event with a key that a coroutine function looks up. Otherwise the same as `verify`.

    Args:
        body: The raw body of the request, byte for byte.
        headers: Its headers.
        key: A coroutine function that takes the id of the trigger and returns its key, or None if there is no such trigger. See `verify`.
        tolerance: Maximum difference in seconds between the time of the signature and now, in both directions; None for no limit.
        now: The current time in Unix seconds. Default: the system clock.

    Returns:
        The event. Only its `payload` is covered by the signature.

    Raises:
        SignatureMissingError: The signature is missing or cannot be read.
        SignatureExpiredError: The signature is too old or from the future.
        SignatureMismatchError: The signature belongs to another body or key.
        UnknownEmitterError: The headers name no trigger, or `key` returned None.
        DecodeError: The signature is valid, but the body is not JSON.
        InvalidArgumentError: The key is empty, an argument has the wrong type, or `tolerance` or `now` is not a finite number.
    """
    try:
        message = _SignedMessage(body, headers, tolerance, now)
        _check_lookup(key)
        emitter_id = message.emitter_id()
        pending = key(emitter_id)
        if not isinstance(cast(object, pending), Awaitable):
            raise InvalidArgumentError("key", "must be a coroutine function; `verify` takes a normal function")
        return message.event(_found_key(emitter_id, await pending))
    except BaseException as error:
        clear_frames(error)
        del body, headers  # tracebacks can show local variables
        raise


def sign(body: Body, signing_key: SigningKey, *, now: float | None = None) -> str:
    """Return the `x-pd-signature` header of a trigger's event, for tests of your receiver and for relays.

    Args:
        body: The raw body of the request.
        signing_key: The key of the webhook.
        now: The time of sending, in Unix seconds. Default: the system's clock.

    Raises:
        InvalidArgumentError: An argument has the wrong type, or the key is empty.
    """
    try:
        _check_number("now", now)
        seconds = int(time.time() if now is None else now)
        if not 0 <= seconds < _MAX_TIMESTAMP:
            raise InvalidArgumentError("now", "must be a time in Unix seconds")
        timestamp = str(seconds)
        return f"t={timestamp},v1={_digest(_raw(body), _key('signing_key', signing_key), timestamp)}"
    except BaseException as error:
        clear_frames(error)
        del body, signing_key  # tracebacks can show local variables
        raise


class _SignedMessage:
    """A request with a readable signature of an acceptable time. Whether the signature is valid is checked when the event is read."""

    def __init__(self, body: object, headers: object, tolerance: float | None, now: float | None) -> None:
        self._raw = _raw(body)
        _check_number("now", now)
        _check_number("tolerance", tolerance)
        if tolerance is not None and tolerance < 0:
            raise InvalidArgumentError("tolerance", "must not be negative")
        self._headers = _header_values(headers)
        self._timestamp, self._digests = _signature(self._headers.get(SIGNATURE_HEADER))
        if tolerance is not None and abs((time.time() if now is None else now) - int(self._timestamp)) > tolerance:
            raise SignatureExpiredError(f"the signature is more than {tolerance:g} seconds away from now")

    def emitter_id(self) -> str:
        """Return the id of the trigger according to the headers. Raises UnknownEmitterError."""
        emitter_id = self._headers.get(_EMITTER_HEADER)
        if emitter_id is None:
            raise UnknownEmitterError(f"there is no {_EMITTER_HEADER} header, so no trigger whose key to use")
        if not _EMITTER_ID(emitter_id):
            raise UnknownEmitterError(f"the {_EMITTER_HEADER} header is not the id of a trigger")
        return emitter_id

    def event(self, key: bytes) -> TriggerEvent:
        """Check the signature and return the event. Raises SignatureMismatchError and DecodeError."""
        expected = _digest(self._raw, key, self._timestamp)
        matches = [
            hmac.compare_digest(expected, digest) for digest in self._digests
        ]  # compares all, so that the duration reveals nothing
        if not any(matches):
            message = "the signature is not the one of this body with this key"
            if key != key.strip():
                message += "; the key has white space at its beginning or end (a value read from a file often ends with a line break)"
            raise SignatureMismatchError(message)
        return _trigger_event(_json(self._raw), self._headers)


def _check_lookup(key: object, signing_key: object = None) -> None:
    if signing_key is not None:
        raise InvalidArgumentError("key", "must not be passed together with signing_key")
    if not callable(key):
        raise InvalidArgumentError("key", f"must be a function, got {type(key).__name__}")


def _found_key(emitter_id: str, found: object) -> bytes:
    """Return the signing key that a look-up returned. Raises UnknownEmitterError and InvalidArgumentError."""
    if found is None:
        raise UnknownEmitterError(f"no signing key is known for the trigger {emitter_id}")
    if isinstance(found, Awaitable):
        if isinstance(found, Coroutine):
            found.close()  # otherwise Python warns that it was never awaited
        raise InvalidArgumentError("key", "must not be a coroutine function; `async_verify` takes one")
    return _key("key", found, "must return")


def _digest(raw: bytes, key: bytes, timestamp: str) -> str:
    """Return the digest that a signature contains: the key is used as it is, not decoded."""
    return hmac.new(key, timestamp.encode() + b"." + raw, hashlib.sha256).hexdigest()


def _key(name: str, key: object, verb: str = "must be") -> bytes:
    """Return a signing key as bytes. Raises InvalidArgumentError, which names the argument that it comes from."""
    key = as_secret(key)  # the error of `encode` contains it
    if isinstance(key, str):
        try:
            key = key.encode()
        except UnicodeEncodeError:
            raise InvalidArgumentError(name, f"{verb} valid Unicode, without lone surrogates") from None
    if not isinstance(key, bytes):
        raise InvalidArgumentError(name, f"{verb} a string or bytes, got {type_name(key)}")
    if not key:
        raise InvalidArgumentError(name, f"{verb} a key that is not empty")
    return key


def _raw(body: object) -> bytes:
    if isinstance(body, str):
        # A lone surrogate becomes bytes that are not UTF-8, so the signature is invalid.
        return body.encode("utf-8", "surrogatepass")
    if isinstance(body, (bytes, bytearray, memoryview)):
        return bytes(body)  # pyright: ignore[reportUnknownArgumentType]
    raise InvalidArgumentError("body", f"must be bytes or a string, got {type_name(body)}")


def _check_number(name: str, value: object) -> None:
    """Raise InvalidArgumentError unless the value is None or a finite number. NaN would compare as within every tolerance."""
    if value is None:
        return
    try:
        valid = not isinstance(value, (bool, str, bytes)) and math.isfinite(value)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    except (TypeError, OverflowError):  # OverflowError: an integer beyond every float
        valid = False
    if not valid:
        raise InvalidArgumentError(name, "must be a finite number of seconds")


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise DecodeError("the body of the webhook is not JSON") from None


def _header_values(headers: object) -> dict[str, str]:
    """Return the headers with names in lower case. A header whose name or value is neither a string nor bytes is left out."""
    found: dict[str, str] = {}
    try:
        items = cast("list[tuple[object, object]]", list(cast(Any, headers).items()))
    except AttributeError:
        raise InvalidArgumentError("headers", f"must be a mapping, got {type(headers).__name__}") from None
    for name, value in items:
        text, name_text = _text(value), _text(name)
        if text is not None and name_text is not None:
            found.setdefault(name_text.lower(), text)
    return found


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else None


def _trigger_event(payload: Any, headers: Mapping[str, str]) -> TriggerEvent:
    sent = headers.get("x-pd-timestamp")
    timestamp = date_time(sent) if sent is not None else None
    return TriggerEvent(
        payload,
        headers.get(_EMITTER_HEADER),
        headers.get("x-pd-external-user-id"),
        headers.get("x-pd-project-id"),
        headers.get("x-pd-environment"),
        timestamp if isinstance(timestamp, datetime) else None,
    )


def _signature(header: str | None) -> tuple[str, list[str]]:
    """Return the time and the digests of a header `t=<unix seconds>,v1=<hex>`, which has several `v1` while a key is rotated."""
    if header is None:
        raise SignatureMissingError(f"there is no {SIGNATURE_HEADER} header")
    parts = [part.strip().partition("=") for part in header.split(",")]
    times = [value for name, _, value in parts if name == "t" and _TIMESTAMP(value)]
    digests = [value for name, _, value in parts if name == "v1" and _DIGEST(value)]
    if len(times) != 1 or not digests:
        raise SignatureMissingError(f"the {SIGNATURE_HEADER} header has no readable t and v1")
    return times[0], digests
