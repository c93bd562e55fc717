"""Signatures of webhooks: whatever was signed is proven, and nothing else is, whatever the headers say."""

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


def signature(body: bytes, key: str, moment: int) -> str:
    """What the service sends, made without the code that is tested."""
    digest = hmac.new(key.encode(), b"%d." % moment + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


@given(BODIES, KEYS, TIMES, st.integers(-300, 300))
def test_what_was_signed_is_proven(body: bytes, key: str, moment: int, late: int) -> None:
    headers = {"X-PD-Signature": signature(body, key, moment)}
    try:
        event = webhooks.verify(body, headers, key, now=moment + late)
    except pdconnect.DecodeError:
        with pytest.raises((ValueError, RecursionError)):
            json.loads(body)
    else:
        assert isinstance(event, webhooks.TriggerEvent)
        assert event.payload == json.loads(body)


@given(BODIES, KEYS, TIMES, st.data())
def test_what_was_changed_is_not(body: bytes, key: str, moment: int, data: st.DataObject) -> None:
    text = signature(body, key, moment)
    place = data.draw(st.integers(0, len(body)))
    forged = {
        "body": (body[:place] + data.draw(st.binary(min_size=1, max_size=3)) + body[place:], text, key),
        "key": (body, text, key + data.draw(KEYS)),
        "time": (body, signature(body, key, moment).replace(f"t={moment}", f"t={moment + 1}"), key),
        "digest": (body, text[:-1] + ("0" if text[-1] != "0" else "1"), key),
        "old": (body, text, key),
    }
    what = data.draw(st.sampled_from(sorted(forged)))
    raw, header, with_key = forged[what]
    now = moment + (data.draw(st.sampled_from([-301, 301, 10**6])) if what == "old" else 0)
    with pytest.raises(webhooks.SignatureError) as caught:
        webhooks.verify(raw, {"x-pd-signature": header}, with_key, now=now)
    assert len(key) < 8 or key not in str(caught.value)


@given(BODIES, st.dictionaries(st.text(max_size=20) | st.just("x-pd-signature"), st.text(max_size=200), max_size=4))
def test_any_headers_are_refused_and_never_more_than_that(body: bytes, headers: dict[str, str]) -> None:
    with pytest.raises(webhooks.SignatureError):
        webhooks.verify(body, headers, "a-key", tolerance=None)
    with contextlib.suppress(pdconnect.DecodeError):
        webhooks.parse(body, headers)


@given(st.text(st.sampled_from("tv10=,9 af"), max_size=200))
def test_nearly_right_headers_are_refused(text: str) -> None:
    with pytest.raises(webhooks.SignatureError):
        webhooks.verify(b"{}", {"x-pd-signature": text}, "a-key", tolerance=None)
