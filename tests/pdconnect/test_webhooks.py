"""Webhooks: parsing, and verification of signatures."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest

import pdconnect
from pdconnect import webhooks
from pdconnect.models import ConnectionFailure, ConnectionSuccess

from ..cases import for_each

KEY = "0f" * 32
NOW = 1_768_471_200
BODY = b'{"id": 7,  "title": "caf\xc3\xa9"}'


def signed(body: bytes = BODY, key: str = KEY, t: int = NOW, extra: str = "") -> dict[str, str]:
    digest = hmac.new(key.encode(), f"{t}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "X-PD-Signature": f"t={t},{extra}v1={digest}",
        "X-PD-Timestamp": "2026-01-15T10:00:00.000Z",
        "X-PD-Emitter-Id": "dc_1",
        "X-PD-External-User-Id": "user-1",
        "X-PD-Project-Id": "proj_1",
        "X-PD-Environment": "production",
    }


def test_a_signature_made_by_openssl_is_accepted() -> None:
    """Computed with openssl: printf '1768471200.{}' | openssl dgst -sha256 -hmac secret-key"""
    headers = {"x-pd-signature": "t=1768471200,v1=" + hmac.new(b"secret-key", b"1768471200.{}", "sha256").hexdigest()}
    assert isinstance(webhooks.verify(b"{}", headers, "secret-key", now=NOW), webhooks.TriggerEvent)


@pytest.mark.parametrize("body", [BODY, BODY.decode()])
def test_an_event_with_a_valid_signature(body: bytes | str) -> None:
    event = webhooks.verify(body, signed(), KEY, now=NOW + 299)
    assert event == webhooks.TriggerEvent(
        {"id": 7, "title": "café"}, "dc_1", "user-1", "proj_1", "production", datetime(2026, 1, 15, 10, tzinfo=UTC)
    )


def test_one_valid_digest_among_several_is_enough() -> None:
    webhooks.verify(BODY, signed(extra=f"v1={'0' * 64},v0=old,"), KEY, now=NOW)


@for_each(
    ("body", "headers", "key", "now", "error"),
    [
        (BODY + b" ", signed(), KEY, NOW, webhooks.SignatureMismatchError),
        (BODY, signed(), "other-key", NOW, webhooks.SignatureMismatchError),
        (BODY, signed(body=b"{}"), KEY, NOW, webhooks.SignatureMismatchError),
        (BODY, signed(), KEY, NOW + 301, webhooks.SignatureExpiredError),
        (BODY, signed(), KEY, NOW - 301, webhooks.SignatureExpiredError),
        (BODY, {}, KEY, NOW, webhooks.SignatureMissingError),
        (BODY, {"x-pd-signature": ""}, KEY, NOW, webhooks.SignatureMissingError),
        (BODY, {"x-pd-signature": "v1=" + "0" * 64}, KEY, NOW, webhooks.SignatureMissingError),
        (BODY, {"x-pd-signature": f"t={NOW}"}, KEY, NOW, webhooks.SignatureMissingError),
        (BODY, {"x-pd-signature": f"t=soon,v1={'0' * 64}"}, KEY, NOW, webhooks.SignatureMissingError),
        (BODY, {"x-pd-signature": f"t={NOW},t={NOW},v1={'0' * 64}"}, KEY, NOW, webhooks.SignatureMissingError),
        (BODY, {"x-pd-signature": f"t={NOW},v1=\u00e9{'0' * 63}"}, KEY, NOW, webhooks.SignatureMissingError),
        (BODY, {"x-pd-signature": f"t={'9' * 5000},v1={'0' * 64}"}, KEY, NOW, webhooks.SignatureMissingError),
    ],
    ids=range(13),
)
def test_an_invalid_signature_is_rejected_without_the_key(
    body: bytes, headers: dict[str, str], key: str, now: float, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        webhooks.verify(body, headers, key, now=now)
    assert isinstance(caught.value, webhooks.SignatureError)
    assert isinstance(caught.value, pdconnect.PdconnectError)
    assert key not in str(caught.value)


@for_each("end", ["\n", "\r\n", " ", "\t"], ids=repr)
@for_each("convert", [str, str.encode], ids=["str", "bytes"])
def test_a_key_with_white_space_at_its_end_is_named_as_the_reason(end: str, convert: Any) -> None:
    with pytest.raises(
        webhooks.SignatureMismatchError, match="the key has white space at its beginning or end"
    ) as caught:
        webhooks.verify(BODY, signed(), convert(KEY + end), now=NOW)
    assert KEY not in str(caught.value)


def test_the_tolerance_can_be_set() -> None:
    webhooks.verify(BODY, signed(), KEY, now=NOW + 10**6, tolerance=None)
    with pytest.raises(webhooks.SignatureExpiredError):
        webhooks.verify(BODY, signed(), KEY, now=NOW + 11, tolerance=10)
    with pytest.raises(ValueError, match="signing_key"):
        webhooks.verify(BODY, signed(), "", now=NOW)


def examples() -> dict[str, Any]:
    from importlib.resources import files

    document = json.loads((files("pdconnect_api") / "openapi.json").read_text())
    found: dict[str, Any] = document["components"]["examples"]
    return found


@pytest.mark.parametrize("name", ["webhooks_connection_success", "webhooks_connection_success_older"])
def test_a_success_is_parsed(name: str) -> None:
    body = examples()[name]["value"]
    event = webhooks.parse(json.dumps(body))
    assert isinstance(event, ConnectionSuccess)
    assert event.to_dict() == body
    assert event.account.id.startswith("apn_")
    assert event.account.app is not None
    assert body["connect_token"] not in repr(event)


def test_a_failure_is_parsed() -> None:
    body = examples()["webhooks_connection_error"]["value"]
    event = webhooks.parse(json.dumps(body).encode())
    assert isinstance(event, ConnectionFailure)
    assert event.error == body["error"]


def test_a_very_large_session_id_is_kept() -> None:
    body = b'{"event": "CONNECTION_ERROR", "connect_token": "ctok_x", "connect_session_id": 140282366920938463463374607431768211456}'
    event = webhooks.parse(body)
    assert isinstance(event, ConnectionFailure)
    assert event.connect_session_id == 140282366920938463463374607431768211456


@pytest.mark.parametrize(
    "body", ["[1]", "3", '"text"', "null", '{"event": "CONNECTION_SUCCESS"}', '{"event": ["x"], "connect_token": 1}']
)
def test_other_json_is_an_event_of_a_trigger(body: str) -> None:
    event = webhooks.parse(body)
    assert isinstance(event, webhooks.TriggerEvent)
    assert event.payload == json.loads(body)
    assert event.emitter_id is None


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_not_json_cannot_be_decoded(body: bytes) -> None:
    with pytest.raises(pdconnect.DecodeError):
        webhooks.parse(body)


# ---- odd input

CONNECTION = {"event": "CONNECTION_SUCCESS", "connect_token": "ctok_x", "account": {"id": "apn_1"}}


@pytest.mark.parametrize("convert", [bytes, bytearray, memoryview])
@pytest.mark.parametrize("key", [KEY, KEY.encode()])
def test_bodies_and_keys_of_other_types(convert: Any, key: str | bytes) -> None:
    assert webhooks.verify(convert(BODY), signed(), key, now=NOW).payload == {"id": 7, "title": "café"}
    assert isinstance(webhooks.parse(convert(BODY)), webhooks.TriggerEvent)


def test_headers_can_be_bytes() -> None:
    names_and_values = {name.encode(): value.encode() for name, value in signed().items()}
    values = {name: value.encode() for name, value in signed().items()}
    for headers in (names_and_values, values):
        assert webhooks.verify(BODY, headers, KEY, now=NOW) == webhooks.verify(BODY, signed(), KEY, now=NOW)


ODD_HEADERS: list[Any] = [
    {"x-pd-signature": None},
    {"x-pd-signature": 3},
    {"x-pd-signature": ["t=1,v1=2"]},
    {"x-pd-signature": "\ud800"},
    {"x-pd-signature": b"\xff\xfe"},
    {3: "x", None: "y"},
    {"\udc80": "\ud800"},
]


@pytest.mark.parametrize("headers", ODD_HEADERS, ids=range(len(ODD_HEADERS)))
def test_odd_headers_have_no_signature(headers: Any) -> None:
    with pytest.raises(webhooks.SignatureMissingError):
        webhooks.verify(BODY, headers, KEY, now=NOW)
    assert isinstance(webhooks.parse(BODY, headers), webhooks.TriggerEvent)


@pytest.mark.parametrize("body", ['{"a": "\ud800"}', "\udfff", '["\ud83d"]'])
def test_a_lone_surrogate_in_the_body_is_a_pdconnect_error(body: str) -> None:
    with pytest.raises(webhooks.SignatureMismatchError):
        webhooks.verify(body, signed(), KEY, now=NOW)
    with contextlib.suppress(pdconnect.DecodeError):
        assert isinstance(webhooks.parse(body), webhooks.TriggerEvent)


WRONG_ARGUMENTS: list[tuple[str, dict[str, Any]]] = [
    *(("signing_key", {"signing_key": key}) for key in ("", b"", None, 5, "\ud800", [KEY])),
    *(("body", {"body": body}) for body in (None, 5, {"id": 7}, [1])),
    *(("headers", {"headers": headers}) for headers in (None, 5, "x-pd-signature", [("x-pd-signature", "t=1")])),
    *(
        (name, {name: value})
        for name in ("tolerance", "now")
        for value in (float("nan"), float("inf"), -float("inf"), 10**400, -(10**5000), "300", True, b"1", [1])
    ),
    ("tolerance", {"tolerance": -1}),
]


@for_each(("name", "change"), WRONG_ARGUMENTS, ids=range(len(WRONG_ARGUMENTS)))
def test_wrong_arguments_are_named(name: str, change: dict[str, Any]) -> None:
    arguments: dict[str, Any] = {"body": BODY, "headers": signed(), "signing_key": KEY, "now": NOW, **change}
    with pytest.raises(pdconnect.InvalidArgumentError, match=name):
        webhooks.verify(**arguments)


def test_a_signed_payload_that_looks_like_a_connection_is_an_event_of_a_trigger() -> None:
    body = json.dumps(CONNECTION).encode()
    event = webhooks.verify(body, signed(body), KEY, now=NOW)
    assert isinstance(event, webhooks.TriggerEvent)
    assert event.payload == CONNECTION
    only_signature = {"x-pd-signature": signed(body)["X-PD-Signature"]}
    assert isinstance(webhooks.verify(body, only_signature, KEY, now=NOW), webhooks.TriggerEvent)


@pytest.mark.parametrize("header", ["X-PD-Signature", "X-PD-Emitter-Id"])
@pytest.mark.parametrize("name", ["CONNECTION_SUCCESS", "CONNECTION_ERROR"])
def test_a_payload_with_headers_of_a_trigger_is_an_event_of_a_trigger(header: str, name: str) -> None:
    body = json.dumps({**CONNECTION, "event": name})
    assert not isinstance(webhooks.parse(body), webhooks.TriggerEvent)
    assert isinstance(webhooks.parse(body, {header: "dc_1"}), webhooks.TriggerEvent)


def test_fields_from_headers_are_listed_as_unsigned() -> None:
    forged = {**signed(), "X-PD-External-User-Id": "another-user"}
    event = webhooks.verify(BODY, forged, KEY, now=NOW)
    assert event.external_user_id == "another-user"  # the service signs no headers
    assert {*event.unsigned_fields} == {*event._fields} - {"payload"}


# ---- keys of many triggers

KEYS = {"dc_1": KEY, "dc_2": "1e" * 32}
VARIANTS = ["verify", "async_verify"]


class Lookup:
    """A function that looks up keys and records the ids that it is asked for."""

    def __init__(self, keys: dict[str, Any] | None = None) -> None:
        self.keys = KEYS if keys is None else keys
        self.ids: list[str] = []

    def __call__(self, emitter_id: str) -> Any:
        self.ids.append(emitter_id)
        return self.keys.get(emitter_id)

    async def asynchronously(self, emitter_id: str) -> Any:
        return self(emitter_id)


async def verify_with(variant: str, lookup: Lookup, body: Any, headers: Any, now: float = NOW) -> webhooks.TriggerEvent:
    if variant == "verify":
        return webhooks.verify(body, headers, key=lookup, now=now)
    return await webhooks.async_verify(body, headers, key=lookup.asynchronously, now=now)


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("convert", [str, str.encode], ids=["str", "bytes"])
async def test_each_trigger_has_its_own_key(variant: str, convert: Any) -> None:
    lookup = Lookup({name: convert(key) for name, key in KEYS.items()})
    for emitter_id, key in KEYS.items():
        headers = {**signed(key=key), "X-PD-Emitter-Id": emitter_id}
        assert (await verify_with(variant, lookup, BODY, headers)).emitter_id == emitter_id
        in_bytes = {name.encode(): value.encode() for name, value in headers.items()}
        assert (await verify_with(variant, lookup, BODY, in_bytes)).emitter_id == emitter_id
    assert lookup.ids == ["dc_1", "dc_1", "dc_2", "dc_2"]


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
async def test_an_event_cannot_be_sent_again_under_the_name_of_another_trigger(variant: str) -> None:
    with pytest.raises(webhooks.SignatureMismatchError):
        await verify_with(variant, Lookup(), BODY, {**signed(), "X-PD-Emitter-Id": "dc_2"})


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
async def test_an_unknown_trigger_is_named(variant: str) -> None:
    with pytest.raises(webhooks.UnknownEmitterError, match="dc_9") as caught:
        await verify_with(variant, Lookup(), BODY, {**signed(), "X-PD-Emitter-Id": "dc_9"})
    assert isinstance(caught.value, webhooks.SignatureError)


HOSTILE_IDS: list[Any] = [
    "", " ", "dc_1\n", "dc_1 ", "dc_1,dc_2", "../dc_1", "dc_1' OR 1=1 --", "dc_\x00", "dc_\u00e9", "dc_\u0661", "\ud800", "d" * 129,
    "d" * 100_000, b"dc_1\xff", b"dc_1\r\nx: y", None, 7, ["dc_1"],
]  # fmt: skip


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("emitter_id", HOSTILE_IDS, ids=range(len(HOSTILE_IDS)))
async def test_a_header_that_is_no_id_is_not_looked_up(variant: str, emitter_id: Any) -> None:
    lookup = Lookup()
    with pytest.raises(webhooks.UnknownEmitterError) as caught:
        await verify_with(variant, lookup, BODY, {**signed(), "X-PD-Emitter-Id": emitter_id})
    assert lookup.ids == []
    assert len(str(caught.value)) < 200
    assert "\n" not in str(caught.value)


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
async def test_a_missing_emitter_header_is_an_unknown_emitter(variant: str) -> None:
    lookup = Lookup()
    with pytest.raises(webhooks.UnknownEmitterError, match="no x-pd-emitter-id header"):
        await verify_with(variant, lookup, BODY, {"x-pd-signature": signed()["X-PD-Signature"]})
    assert lookup.ids == []


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    "names", [("X-PD-Emitter-Id", "x-pd-emitter-id"), ("x-pd-emitter-id", "X-PD-EMITTER-ID")], ids=range(2)
)
async def test_of_two_emitter_headers_the_key_and_the_event_use_the_same(variant: str, names: tuple[str, str]) -> None:
    rest = {name: value for name, value in signed().items() if name != "X-PD-Emitter-Id"}
    lookup = Lookup()
    event = await verify_with(variant, lookup, BODY, {**rest, names[0]: "dc_1", names[1]: "dc_2"})
    assert lookup.ids == [event.emitter_id] == ["dc_1"]


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    ("headers", "now", "error"),
    [
        ({}, NOW, webhooks.SignatureMissingError),
        ({**signed(), "X-PD-Signature": "t=1"}, NOW, webhooks.SignatureMissingError),
        *(({**signed(), **odd}, NOW, webhooks.SignatureMissingError) for odd in ({"X-PD-Signature": "\ud800"},)),
        (signed(), NOW + 301, webhooks.SignatureExpiredError),
        (signed(), NOW - 301, webhooks.SignatureExpiredError),
    ],
    ids=range(5),
)
async def test_no_key_is_looked_up_for_a_request_without_a_current_signature(
    variant: str, headers: Any, now: float, error: type[Exception]
) -> None:
    lookup = Lookup()
    with pytest.raises(error):
        await verify_with(variant, lookup, BODY, headers, now)
    assert lookup.ids == []


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("key", ["", b"", 5, "\ud800", [KEY]], ids=range(5))
async def test_a_lookup_that_returns_no_key_is_an_error(variant: str, key: Any) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match="key must return"):
        await verify_with(variant, Lookup({"dc_1": key}), BODY, signed())


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
async def test_an_exception_of_the_lookup_is_raised_as_it_is(variant: str) -> None:
    error = ConnectionError("the database is down")

    class Broken(Lookup):
        def __call__(self, emitter_id: str) -> Any:
            raise error

    with pytest.raises(ConnectionError) as caught:
        await verify_with(variant, Broken(), BODY, signed())
    assert caught.value is error


@pytest.mark.anyio
async def test_the_kind_of_function_must_fit() -> None:
    lookup = Lookup()
    asynchronous: Any = lookup.asynchronously
    with pytest.raises(pdconnect.InvalidArgumentError, match="async_verify"):
        webhooks.verify(BODY, signed(), key=asynchronous, now=NOW)
    with pytest.raises(pdconnect.InvalidArgumentError, match="coroutine function"):
        await webhooks.async_verify(BODY, signed(), key=lookup, now=NOW)
    for key in (KEY, 5, KEYS):
        with pytest.raises(pdconnect.InvalidArgumentError, match="key must be a function"):
            webhooks.verify(BODY, signed(), key=key, now=NOW)  # type: ignore[call-overload] # pyright: ignore
        with pytest.raises(pdconnect.InvalidArgumentError, match="key must be a function"):
            await webhooks.async_verify(BODY, signed(), key=key, now=NOW)  # type: ignore[arg-type] # pyright: ignore
    both: Any = {"signing_key": KEY, "key": lookup}
    with pytest.raises(pdconnect.InvalidArgumentError, match="together with signing_key"):
        webhooks.verify(BODY, signed(), **both, now=NOW)


@pytest.mark.anyio
@pytest.mark.parametrize("variant", VARIANTS)
async def test_no_key_that_was_looked_up_is_in_a_traceback(variant: str) -> None:
    with pytest.raises(webhooks.SignatureMismatchError) as caught:
        await verify_with(variant, Lookup({"dc_1": "canary-key"}), BODY, signed())
    traceback: Any = caught.value.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_globals["__name__"].startswith("pdconnect."):
            assert "canary-key" not in repr(traceback.tb_frame.f_locals)
        traceback = traceback.tb_next


@pytest.mark.parametrize("body", [b"{}", "{}", bytearray(b'{"a": 1}'), memoryview(b"[]")])
@pytest.mark.parametrize("key", ["secret-key", b"secret-key"])
def test_sign_is_what_verify_accepts(body: webhooks.Body, key: webhooks.SigningKey) -> None:
    headers = {webhooks.SIGNATURE_HEADER: webhooks.sign(body, key, now=NOW)}
    assert isinstance(webhooks.verify(body, headers, key, now=NOW), webhooks.TriggerEvent)
    with pytest.raises(webhooks.SignatureMismatchError):
        webhooks.verify(body, headers, "another-key", now=NOW)
    assert isinstance(
        webhooks.verify(body, {webhooks.SIGNATURE_HEADER: webhooks.sign(body, key)}, key), webhooks.TriggerEvent
    )


@pytest.mark.parametrize(
    ("body", "key", "now"), [(7, "k", NOW), (b"{}", "", NOW), (b"{}", 7, NOW), (b"{}", "k", float("nan"))]
)
def test_sign_refuses_wrong_arguments(body: Any, key: Any, now: float) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError):
        webhooks.sign(body, key, now=now)
