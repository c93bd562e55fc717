"""A call succeeds whatever a store of tokens or rate limits replies, as during an outage of it."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake_api import FakeApi


class JunkStore:
    """A server that replies the same bytes to whatever it receives."""

    def __init__(self) -> None:
        self.reply = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self._listener.getsockname()[1]}/0?socket_timeout=0.2"
        self._thread = threading.Thread(target=self._serve, name="junk store")
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.recv(65_536)
                    connection.sendall(self.reply)
                except OSError:
                    pass

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)


REPLIES = [
    *(
        b"",
        b"+OK\r\n",
        b"-ERR x\r\n",
        b"-\r\n",
        b"-NOAUTH x\r\n",
        b"-MOVED 1 127.0.0.1:1\r\n",
        b"-LOADING x\r\n",
        b"-READONLY x\r\n",
    ),
    *(
        b":1\r\n",
        b":x\r\n",
        b":" + b"9" * 5000 + b"\r\n",
        b"$5\r\nhello\r\n",
        b"$-1\r\n",
        b"$x\r\n",
        b"$-5\r\nx\r\n",
        b"$99999999999999\r\n",
    ),
    *(
        b"*1\r\n" * 5000,
        b"*1\r\n" * 100_000,
        b"*-1\r\n",
        b"*0\r\n",
        b"*99999999999\r\n",
        b"*2\r\n+OK\r\n+QUEUED\r\n",
        b"*3\r\n:1\r\n:2\r\n:3\r\n",
    ),
    *(
        b"%1\r\n+a\r\n+b\r\n",
        b"%1\r\n%1\r\n+a\r\n+b\r\n+c\r\n",
        b"~1\r\n*0\r\n",
        b"_\r\n",
        b",nan\r\n",
        b",x\r\n",
        b"#t\r\n",
        b"(123\r\n",
    ),
    *(
        b"=5\r\ntxt:x\r\n",
        b">1\r\n+x\r\n",
        b"!5\r\nERR x\r\n",
        b"|1\r\n+a\r\n+b\r\n",
        b"HTTP/1.1 400 Bad\r\n\r\n",
        b"\0" * 100,
        b"\xff\r\n",
    ),
    *(
        b"x",
        b"\r\n",
        b"?\r\n",
        b"+" + b"a" * 1_000_000 + b"\r\n",
        b"+OK\r\n" * 3 + b"+QUEUED\r\n" * 2 + b"*2\r\n$5\r\nhello\r\n+x\r\n",
    ),
]


@pytest.fixture(scope="module")
def store() -> Iterator[JunkStore]:
    pytest.importorskip("redis")
    store = JunkStore()
    yield store
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize("option", ["token_store", "rate_limit_storage"])
@pytest.mark.parametrize("protocol", [2, 3])
def test_any_reply_of_a_store_is_our_error_or_ignored(store: JunkStore, option: str, protocol: int) -> None:
    api = FakeApi()
    options = {option: f"{store.url}&protocol={protocol}", "rate_limit_mode": "wait"}

    async def call() -> None:
        async with api.async_client(**options) as client:
            await client.accounts.retrieve("apn_1")

    for reply in REPLIES:
        store.reply = reply
        api.client(**options).accounts.retrieve("apn_1")
        asyncio.run(call())
    assert len(api.requests) == 2 * len(REPLIES)


PARTS = st.sampled_from(
    [b"\r\n", b"+OK", b"-ERR", b":1", b"$1", b"$-1", b"*2", b"*-1", b"%1", b"~1", b"_", b"#t", b",1", b"=4"]
)


@pytest.mark.slow
@pytest.mark.parametrize("option", ["token_store", "rate_limit_storage"])
@given(reply=st.lists(PARTS | st.binary(max_size=3), max_size=12).map(b"".join))
def test_random_replies_of_a_store_do_not_fail_calls(store: JunkStore, option: str, reply: bytes) -> None:
    api = FakeApi()
    store.reply = reply
    api.client(**{option: store.url, "rate_limit_mode": "wait"}).accounts.retrieve("apn_1")
    assert len(api.requests) == 1
