"""Any headers and query parameters arrive exactly as they were passed, or are refused before anything is sent."""

from __future__ import annotations

import contextlib
from base64 import urlsafe_b64decode
from collections.abc import Callable
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import h11
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pdconnect
from tests.fake_api import FakeApi

TARGET: dict[str, Any] = {"external_user_id": "user-1", "account_id": "apn_1"}
URL = "https://a.example/x"
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,10}", fullmatch=True) | st.text(max_size=2)
VALUES = (
    st.text(st.sampled_from(" a"), max_size=4)
    | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)
    | st.text(st.characters(max_codepoint=255), max_size=10)
    | st.text(st.characters(codec=None, categories=None), max_size=10)
)
CHANNELS: dict[str, tuple[str, Callable[[Any, dict[str, str]], object]]] = {
    "option": ("", lambda client, headers: client.with_options(headers=headers).accounts.retrieve("apn_1")),
    "proxy": ("x-pd-proxy-", lambda client, headers: client.proxy.get(URL, headers=headers, **TARGET)),
    "workflow": ("", lambda client, headers: client.workflows.invoke("eoabc", headers=headers)),
}


def received(request: httpx.Request) -> list[tuple[bytes, bytes]]:
    """Return the headers that a server reads from the bytes on the wire."""
    client, server = h11.Connection(h11.CLIENT), h11.Connection(h11.SERVER)
    server.receive_data(
        client.send(h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)) or b""
    )
    event = server.next_event()
    assert isinstance(event, h11.Request)
    return list(event.headers)


@pytest.mark.parametrize("channel", CHANNELS)
@given(headers=st.dictionaries(NAMES, VALUES, max_size=2))
def test_headers_arrive_as_they_are_or_are_refused(channel: str, headers: dict[str, str]) -> None:
    api = FakeApi()
    prefix, call = CHANNELS[channel]
    try:
        call(api.client(), headers)
    except (pdconnect.InvalidArgumentError, pdconnect.ConfigurationError):
        assert api.requests == []
        return
    (request,) = api.requests
    expected = {(f"{prefix}{name}".lower().encode(), value.encode("ascii")) for name, value in headers.items()}
    assert expected <= set(received(request))


@given(user=VALUES)
def test_the_user_of_a_workflow_arrives_or_is_refused(user: str) -> None:
    api = FakeApi()
    with contextlib.suppress(pdconnect.InvalidArgumentError):
        api.client().workflows.invoke_for_external_user("eoabc", user)
    assert [dict(received(request))[b"x-pd-external-user-id"] for request in api.requests] in ([], [user.encode()])


TEXTS = st.text(max_size=10)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=5)
FORMS: dict[str, Callable[[list[tuple[str, str]]], Any]] = {
    "list of pairs": list,
    "tuple of pairs": tuple,
    "QueryParams": lambda pairs: httpx.QueryParams(tuple(pairs)),
    "values in lists": lambda pairs: {name: [value for other, value in pairs if other == name] for name, _ in pairs},
}


@pytest.mark.parametrize("form", FORMS)
@given(pairs=PAIRS, begin=PAIRS)
def test_query_parameters_of_the_proxy_arrive_as_they_are(
    form: str, pairs: list[tuple[str, str]], begin: list[tuple[str, str]]
) -> None:
    api = FakeApi()
    query = str(httpx.QueryParams(tuple(begin)))
    api.client().proxy.get(f"{URL}?{query}" if query else URL, params=FORMS[form](pairs), **TARGET)
    encoded = api.requests[0].url.path.rpartition("/")[2]
    target = urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
    sent = parse_qsl(urlsplit(target).query, keep_blank_values=True)
    by_name = sorted([*begin, *pairs], key=itemgetter(0))  # values of one name stay in their order
    assert sorted(sent, key=itemgetter(0)) == by_name
