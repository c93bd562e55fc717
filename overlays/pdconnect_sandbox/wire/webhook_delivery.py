"""Making the webhook requests, and remembering what came of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeAlias

import httpx
from anyio.to_thread import run_sync
from attrs import field, frozen

from .types import WebhookRequest

_TIMEOUT = 10.0
_Outcome: TypeAlias = tuple[int | None, str | None]

WebhookTransport: TypeAlias = httpx.BaseTransport | httpx.AsyncBaseTransport


@frozen
class Delivery:
    """A webhook request: `status` is the receiver's, `error` tells why it does not count as received.

    Both are None where the request was only written down. The names of `headers` are in lower case.
    """

    at: float
    kind: str
    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    status: int | None = None
    error: str | None = None

    def json(self) -> Any:
        """Return the JSON of the body."""
        return json.loads(self.body)


class WebhookSender:
    """Makes webhook requests: through a transport that was given for it, or over the network while that is open.

    Where neither is so, it only writes them down.
    """

    def __init__(
        self, clock: Callable[[], float], transport: WebhookTransport | None, check: Callable[[WebhookRequest], None]
    ) -> None:
        """Use this clock and this transport; `check` fails where a request is not as described."""
        self.deliveries: list[Delivery] = []
        self._clock = clock
        self._transport = transport
        self._check = check
        self._servers = 0

    @contextmanager
    def online(self) -> Generator[None]:
        """Use the network while the context lasts, unless there is a transport."""
        self._servers += 1
        try:
            yield
        finally:
            self._servers -= 1

    async def deliver(self, webhook_requests: Iterable[WebhookRequest]) -> list[Delivery]:
        """Make the requests one after the other, each once, whatever comes of the one before."""
        return [self._written(request, await self._send(request)) for request in webhook_requests]

    def deliver_now(self, webhook_requests: Iterable[WebhookRequest]) -> list[Delivery]:
        """Do the same without an event loop. Only a transport that needs one gets one, in a thread of its own."""
        return [self._written(request, self._send_now(request)) for request in webhook_requests]

    def _written(self, request: WebhookRequest, outcome: _Outcome) -> Delivery:
        status, error = outcome
        delivery = Delivery(
            self._clock(), request.kind, request.url, dict(request.headers), request.body, status, error
        )
        self.deliveries.append(delivery)
        request.outcome(error)
        return delivery

    async def _send(self, request: WebhookRequest) -> _Outcome:
        self._check(request)
        if self._only_written:
            return None, None
        if isinstance(self._transport, httpx.AsyncBaseTransport) or self._transport is None:
            return await _send_async(request, self._transport)
        return await run_sync(_send_blocking, request, self._transport)

    def _send_now(self, request: WebhookRequest) -> _Outcome:
        self._check(request)
        if self._only_written:
            return None, None
        if isinstance(self._transport, httpx.BaseTransport) or self._transport is None:
            return _send_blocking(request, self._transport)
        # In a thread of its own, as the caller may be inside an event loop.
        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(asyncio.run, _send_async(request, self._transport)).result()

    @property
    def _only_written(self) -> bool:
        return self._transport is None and not self._servers


# A given transport outlives the client made around it here, so only an own one is closed.


def _send_blocking(request: WebhookRequest, transport: httpx.BaseTransport | None) -> _Outcome:
    client = httpx.Client(transport=transport, timeout=_TIMEOUT, trust_env=False)
    try:
        return _outcome(client.post(request.url, headers=_raw(request), content=request.body))
    except (httpx.HTTPError, httpx.InvalidURL) as failure:
        return _failed(failure)
    finally:
        if transport is None:
            client.close()


async def _send_async(request: WebhookRequest, transport: httpx.AsyncBaseTransport | None) -> _Outcome:
    client = httpx.AsyncClient(transport=transport, timeout=_TIMEOUT, trust_env=False)
    try:
        return _outcome(await client.post(request.url, headers=_raw(request), content=request.body))
    except (httpx.HTTPError, httpx.InvalidURL) as failure:
        return _failed(failure)
    finally:
        if transport is None:
            await client.aclose()


def _raw(request: WebhookRequest) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in request.headers]


def _outcome(response: httpx.Response) -> _Outcome:
    told = None if response.is_success else f"The receiver answered {response.status_code}"
    return response.status_code, told


def _failed(failure: Exception) -> _Outcome:
    return None, f"{type(failure).__name__}: {failure}".removesuffix(": ")
