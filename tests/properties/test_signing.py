"""Signatures of webhooks: a signed body is accepted, and everything else is rejected, with any headers."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pdconnect
from pdconnect import webhooks

BODIES = st.one_of(
    st.binary(max_size=200),
    st.recursive(st.integers() | st.text(), st.lists).map(lambda value: json.dumps(value).encode()),
)
KEYS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)
TIMES = st.integers(0, 10**12 - 1)


def signature(body: bytes, key: str, timestamp: int) -> str:
    """Return the header that the service sends, computed without the code under test."""
    digest = hmac.new(key.encode(), b"%d." % timestamp + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


@given(BODIES, KEYS, TIMES, st.integers(-300, 300))
def test_a_signed_body_is_accepted(body: bytes, key: str, timestamp: int, late: int) -> None:
    headers = {"X-PD-Signature": signature(body, key, timestamp)}
    try:
        event = webhooks.verify(body, headers, key, now=timestamp + late)
    except pdconnect.DecodeError:
        with pytest.raises((ValueError, RecursionError)):
            json.loads(body)
    else:
        assert isinstance(event, webhooks.TriggerEvent)
        assert event.payload == json.loads(body)


@given(BODIES, KEYS, TIMES, st.data())
def test_a_change_of_body_key_time_or_digest_is_rejected(
    body: bytes, key: str, timestamp: int, data: st.DataObject
) -> None:
    text = signature(body, key, timestamp)
    index = data.draw(st.integers(0, len(body)))
    forged = {
        "body": (body[:index] + data.draw(st.binary(min_size=1, max_size=3)) + body[index:], text, key),
        "key": (body, text, key + data.draw(KEYS)),
        "time": (body, signature(body, key, timestamp).replace(f"t={timestamp}", f"t={timestamp + 1}"), key),
        "digest": (body, text[:-1] + ("0" if text[-1] != "0" else "1"), key),
        "old": (body, text, key),
    }
    change = data.draw(st.sampled_from(sorted(forged)))
    raw, header, with_key = forged[change]
    now = timestamp + (data.draw(st.sampled_from([-301, 301, 10**6])) if change == "old" else 0)
    with pytest.raises(webhooks.SignatureError) as caught:
        webhooks.verify(raw, {"x-pd-signature": header}, with_key, now=now)
    assert len(key) < 8 or key not in str(caught.value)


@given(BODIES, st.dictionaries(st.text(max_size=20) | st.just("x-pd-signature"), st.text(max_size=200), max_size=4))
def test_random_headers_are_rejected_as_unsigned(body: bytes, headers: dict[str, str]) -> None:
    with pytest.raises(webhooks.SignatureError):
        webhooks.verify(body, headers, "a-key", tolerance=None)
    with contextlib.suppress(pdconnect.DecodeError):
        webhooks.parse(body, headers)


@given(st.text(st.sampled_from("tv10=,9 af"), max_size=200))
def test_nearly_valid_headers_are_rejected(text: str) -> None:
    with pytest.raises(webhooks.SignatureError):
        webhooks.verify(b"{}", {"x-pd-signature": text}, "a-key", tolerance=None)
