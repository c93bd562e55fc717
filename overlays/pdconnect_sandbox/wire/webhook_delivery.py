"""Send webhook requests, and record the deliveries.

Over the network they go to loopback, and to the hosts that the caller allows: a test must not send its data to other machines.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeAlias

from anyio.to_thread import run_sync
from attrs import field, frozen

from .hosts import address_of, is_loopback, is_named
from .http_libraries import URL, Backend, HttpTransport, InvalidURL, backend_of, load_backend
from .types import WebhookRequest

_TIMEOUT = 10.0
_MAX_RECORDED = 100_000
_Outcome: TypeAlias = tuple[int | None, str | None]


@frozen
class Delivery:
    """A webhook request: `status` is that of the receiver's response, `error` says why the delivery failed.

    Both are None if the request was only recorded; `not_sent` says why. The names of `headers` are in lower case.
    """

    at: float
    kind: str
    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    status: int | None = None
    error: str | None = None
    not_sent: str | None = None

    def json(self) -> Any:
        """Return the JSON of the body."""
        return json.loads(self.body)


class WebhookSender:
    """Sends webhook requests: through the given transport, or over the network while it is online.

    Otherwise it only records them, as it does with requests to hosts that are neither loopback nor allowed.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        transport: HttpTransport | None,
        check: Callable[[WebhookRequest], None],
        allowed: Collection[str] = (),
    ) -> None:
        """Use this clock and transport.

        Args:
            clock: Returns the time in Unix seconds.
            transport: Sends the requests; None for the network.
            check: Raises an error if a request does not fit the specification.
            allowed: Hosts to which requests are sent over the network, in addition to loopback; see `is_named`.
        """
        self.deliveries: list[Delivery] = []
        self._allowed = allowed
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
        """Send the requests in order, each once, also after a failure."""
        return [self._record(request, await self._send(request)) for request in webhook_requests]

    def deliver_now(self, webhook_requests: Iterable[WebhookRequest]) -> list[Delivery]:
        """Send the requests without an event loop. A transport that needs one runs in a thread of its own."""
        return [self._record(request, self._send_now(request)) for request in webhook_requests]

    def _record(self, request: WebhookRequest, outcome: _Outcome) -> Delivery:
        status, error = outcome
        not_sent = self._reason_not_to_send(request.url)
        delivery = Delivery(
            self._clock(), request.kind, request.url, dict(request.headers), request.body, status, error, not_sent
        )
        self.deliveries.append(delivery)
        if len(self.deliveries) > _MAX_RECORDED:
            del self.deliveries[: _MAX_RECORDED // 10]
        request.outcome(error)
        return delivery

    async def _send(self, request: WebhookRequest) -> _Outcome:
        self._check(request)
        if self._reason_not_to_send(request.url):
            return None, None
        if self._transport is None or isinstance(self._transport, _library(self._transport).AsyncBaseTransport):
            return await _send_async(request, self._transport)
        return await run_sync(_send_blocking, request, self._transport)

    def _send_now(self, request: WebhookRequest) -> _Outcome:
        self._check(request)
        if self._reason_not_to_send(request.url):
            return None, None
        if self._transport is None or isinstance(self._transport, _library(self._transport).BaseTransport):
            return _send_blocking(request, self._transport)
        # In a thread of its own, as the caller may be inside an event loop.
        with ThreadPoolExecutor(1) as executor:
            return executor.submit(asyncio.run, _send_async(request, self._transport)).result()

    def _reason_not_to_send(self, url: str) -> str | None:
        if self._transport is not None:
            return None
        if not self._servers:
            return "the sandbox is not being served"
        try:
            parsed = URL(url)
        except InvalidURL:
            return "the URL is invalid"
        port = parsed.port or (443 if parsed.scheme == "https" else 80)
        if is_loopback(parsed.host) or is_named(parsed.host.lower(), port, self._allowed):
            return None
        return f"{parsed.host} is not loopback, and not among the hosts of --allow-delivery"


# The client is closed only if it has its own transport: a given transport is used again.


def _send_blocking(request: WebhookRequest, transport: Any) -> _Outcome:
    library = _library(transport)
    client = library.Client(transport=transport, timeout=_TIMEOUT, trust_env=False)
    try:
        return _outcome(client.post(**_arguments(request, transport)))
    except (library.HTTPError, library.InvalidURL) as error:
        return _failed(error)
    finally:
        if transport is None:
            client.close()


async def _send_async(request: WebhookRequest, transport: Any) -> _Outcome:
    library = _library(transport)
    client = library.AsyncClient(transport=transport, timeout=_TIMEOUT, trust_env=False)
    try:
        return _outcome(await client.post(**_arguments(request, transport)))
    except (library.HTTPError, library.InvalidURL) as error:
        return _failed(error)
    finally:
        if transport is None:
            await client.aclose()


def _library(transport: Any) -> Backend:
    """Return the library of a transport, and httpx for none."""
    return backend_of(transport) or load_backend("httpx")


def _arguments(request: WebhookRequest, transport: Any) -> dict[str, Any]:
    """Return the arguments of `post`. Over the network, a request to a name of loopback stays on this machine."""
    headers = [(name.encode(), value.encode()) for name, value in request.headers]
    url = request.url
    if transport is None and is_loopback(URL(url).host):
        headers.append((b"host", URL(url).netloc))
        url = str(URL(url).copy_with(host=address_of(URL(url).host)))
    return {"url": url, "headers": headers, "content": request.body}


def _outcome(response: Any) -> _Outcome:
    error = None if response.is_success else f"The receiver returned {response.status_code}"
    return response.status_code, error


def _failed(error: Exception) -> _Outcome:
    return None, f"{type(error).__name__}: {error}".removesuffix(": ")
