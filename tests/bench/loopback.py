"""`python -m tests.bench.loopback`: a server on loopback that is as cheap as possible, so that the client is measured.

It prints its port and serves until its standard input ends. It has one account, and every page of a list of 100,000 accounts. The request
header `x-delay-ms` delays a response.
"""

from __future__ import annotations

import asyncio
import re
import sys

from .payloads import account, encode

ITEMS, PAGE = 100_000, 100
_AFTER = re.compile(rb"[?&]after=(\d+)").search
_DELAY = re.compile(rb"\r\nx-delay-ms: (\d+)", re.IGNORECASE).search
_ACCOUNTS = encode({"data": [account(number) for number in range(PAGE)]})[:-1]  # without its last brace


def _response(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


_ACCOUNT = _response(encode(account(0)))


def _page(request: bytes) -> bytes:
    """Return a page of the list. The cursor is the number of items before the page."""
    found = _AFTER(request)
    begin = int(found[1]) if found else 0
    end = min(begin + PAGE, ITEMS)
    info = b'{"total_count":%d,"count":%d,"start_cursor":"%d","end_cursor":%s}'
    cursor = b"null" if end >= ITEMS else b'"%d"' % end
    return _response(_ACCOUNTS + b',"page_info":' + info % (ITEMS, end - begin, begin, cursor) + b"}")


class _Connection(asyncio.Protocol):
    """A connection with requests without a body, one after the other."""

    def __init__(self) -> None:
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._received = (self._received + data).split(b"\r\n\r\n")
        for request in requests:
            target = request[: request.index(b"\r\n")]
            response = _page(target) if b"/accounts/" not in target else _ACCOUNT
            delay = _DELAY(request)
            if delay:
                asyncio.get_running_loop().call_later(int(delay[1]) / 1000, self._transport.write, response)
            else:
                self._transport.write(response)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve())
