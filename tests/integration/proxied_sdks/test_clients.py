"""The HTTP clients of SDKs, passed to a client of ours."""

from __future__ import annotations

import pytest

import pdconnect
from pdconnect._http.backend import LIBRARIES, ClientKind, client_backend

pytestmark = pytest.mark.both_libraries


def test_clients_of_sdks_are_recognised() -> None:
    import anthropic
    import openai
    from httpx_aiohttp import HttpxAiohttpClient

    clients: dict[ClientKind, list[object]] = {
        "Client": [openai.DefaultHttpxClient(), anthropic.DefaultHttpxClient()],
        "AsyncClient": [openai.DefaultAsyncHttpxClient(), anthropic.DefaultAsyncHttpxClient(), HttpxAiohttpClient()],
    }
    for kind, values in clients.items():
        assert {client_backend(value, kind).name for value in values} <= set(LIBRARIES)


def test_a_client_of_the_other_kind_is_refused() -> None:
    import openai

    with pytest.raises(pdconnect.ConfigurationError, match=r"it is for pdconnect\.Client"):
        client_backend(openai.DefaultHttpxClient(), "AsyncClient")
