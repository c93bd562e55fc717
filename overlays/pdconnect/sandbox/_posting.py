"""Making the webhook requests, and remembering what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import httpx

from pdconnect.sandbox._types import HeaderLines, Post

_TIMEOUT = 10.0


@dataclass(frozen=True)
class Delivery:
    """A webhook request that was made: `status` is the receiver's, `error` tells why it does not count as received."""

    at: float
    kind: str
    url: str
    headers: HeaderLines
    body: bytes = field(repr=False)
    status: int | None = None
    error: str | None = None


class Poster:
    """Makes webhook requests, over the network or through a transport that was given for it."""

    def __init__(
        self,
        clock: Callable[[], float],
        transport: httpx.AsyncBaseTransport | None,
        check: Callable[[Post], None],
    ) -> None:
        """Use this clock and this transport; `check` fails where a request is not as described."""
        self.deliveries: list[Delivery] = []
        self._clock = clock
        self._transport = transport
        self._check = check

    async def deliver(self, posts: Iterable[Post]) -> list[Delivery]:
        """Make the requests one after the other, each once, whatever comes of the one before."""
        return [await self._deliver(post) for post in posts]

    async def _deliver(self, post: Post) -> Delivery:
        self._check(post)
        status, error = await self._send(post)
        delivery = Delivery(self._clock(), post.kind, post.url, post.headers, post.body, status, error)
        self.deliveries.append(delivery)
        post.outcome(error)
        return delivery

    async def _send(self, post: Post) -> tuple[int | None, str | None]:
        # A given transport outlives the client made around it here, so only an own one is closed.
        client = httpx.AsyncClient(transport=self._transport, timeout=_TIMEOUT, trust_env=False)
        headers = [(name.encode(), value.encode()) for name, value in post.headers]
        try:
            response = await client.post(post.url, headers=headers, content=post.body)
        except (httpx.HTTPError, httpx.InvalidURL) as failure:
            return None, f"{type(failure).__name__}: {failure}".removesuffix(": ")
        finally:
            if self._transport is None:
                await client.aclose()
        told = None if response.is_success else f"The receiver answered {response.status_code}"
        return response.status_code, told
