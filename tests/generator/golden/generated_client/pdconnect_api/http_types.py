# Generated from generator/runtime/http_types.py. Do not edit: change that file and run `python -m generator`.
"""Types of HTTP messages and clients that both HTTP libraries, httpx and httpx2, satisfy.

They are protocols, so annotations with them can be checked where one of the libraries is not installed. Type checkers accept the objects of
both libraries for them; `isinstance(response, httpx.Response)` gives access to what only one library has.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, MutableMapping
from datetime import timedelta
from typing import Any, Protocol


class HttpUrl(Protocol):
    """A URL. `str(url)` is its text."""

    @property
    def scheme(self) -> str:
        """The scheme, such as "https"."""
        ...

    @property
    def host(self) -> str:
        """The host, without a port."""
        ...

    @property
    def port(self) -> int | None:
        """The port; None for the port of the scheme."""
        ...

    @property
    def path(self) -> str:
        """The path, percent-decoded."""
        ...

    @property
    def query(self) -> bytes:
        """The query, percent-encoded."""
        ...


class HttpRequest(Protocol):
    """A request: an `httpx.Request` or an `httpx2.Request`."""

    @property
    def method(self) -> str:
        """The method, in upper case."""
        ...

    @property
    def url(self) -> HttpUrl:
        """The URL."""
        ...

    @property
    def headers(self) -> MutableMapping[str, str]:
        """The headers; the case of names does not matter."""
        ...

    @property
    def extensions(self) -> Mapping[str, Any]:
        """Further data for the HTTP library, such as timeouts."""
        ...

    @property
    def content(self) -> bytes:
        """The body, once it has been read."""
        ...

    def read(self) -> bytes:
        """Read the body."""
        ...

    async def aread(self) -> bytes:
        """Read the body asynchronously."""
        ...


class HttpResponse(Protocol):
    """A response: an `httpx.Response` or an `httpx2.Response`.

    It is one of the library that the client uses: httpx, unless `http_backend` or a passed-in `http_client` says otherwise.
    """

    @property
    def status_code(self) -> int:
        """The status code."""
        ...

    @property
    def reason_phrase(self) -> str:
        """The text after the status code."""
        ...

    @property
    def http_version(self) -> str:
        """The version of HTTP, such as "HTTP/1.1"."""
        ...

    @property
    def url(self) -> HttpUrl:
        """The URL of the request."""
        ...

    @property
    def request(self) -> HttpRequest:
        """The request."""
        ...

    @property
    def headers(self) -> MutableMapping[str, str]:
        """The headers; the case of names does not matter."""
        ...

    @property
    def extensions(self) -> Mapping[str, Any]:
        """Further data of the HTTP library."""
        ...

    @property
    def content(self) -> bytes:
        """The body, once it has been read."""
        ...

    @property
    def text(self) -> str:
        """The body as text."""
        ...

    @property
    def encoding(self) -> str | None:
        """The encoding of the text."""
        ...

    @property
    def links(self) -> Mapping[str | None, Mapping[str, str]]:
        """The links of the header Link, by relation."""
        ...

    @property
    def cookies(self) -> MutableMapping[str, str]:
        """The cookies that the response sets."""
        ...

    @property
    def elapsed(self) -> timedelta:
        """The time from sending the request to the end of the response."""
        ...

    @property
    def num_bytes_downloaded(self) -> int:
        """The number of bytes of the body that have arrived."""
        ...

    @property
    def is_success(self) -> bool:
        """Whether the status code is 2xx."""
        ...

    @property
    def is_redirect(self) -> bool:
        """Whether the status code is 3xx."""
        ...

    @property
    def is_client_error(self) -> bool:
        """Whether the status code is 4xx."""
        ...

    @property
    def is_server_error(self) -> bool:
        """Whether the status code is 5xx."""
        ...

    @property
    def is_error(self) -> bool:
        """Whether the status code is 4xx or 5xx."""
        ...

    @property
    def is_closed(self) -> bool:
        """Whether the response has been closed."""
        ...

    def json(self, **kwargs: Any) -> Any:
        """Return the decoded JSON body. The arguments are those of `json.loads`."""
        ...

    def raise_for_status(self) -> HttpResponse:
        """Return the response if its status is a success, else raise the HTTPStatusError of the library."""
        ...

    def read(self) -> bytes:
        """Read the body."""
        ...

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Iterate over the decompressed body."""
        ...

    def iter_raw(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Iterate over the body as it was sent."""
        ...

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """Iterate over the body as text."""
        ...

    def iter_lines(self) -> Iterator[str]:
        """Iterate over the lines of the body."""
        ...

    def close(self) -> None:
        """Close the response and free its connection."""
        ...

    async def aread(self) -> bytes:
        """Read the body asynchronously."""
        ...

    def aiter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Iterate asynchronously over the decompressed body."""
        ...

    def aiter_raw(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Iterate asynchronously over the body as it was sent."""
        ...

    def aiter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """Iterate asynchronously over the body as text."""
        ...

    def aiter_lines(self) -> AsyncIterator[str]:
        """Iterate asynchronously over the lines of the body."""
        ...

    async def aclose(self) -> None:
        """Close the response asynchronously and free its connection."""
        ...


class HttpTimeout(Protocol):
    """Seconds for each phase of a request: an `httpx.Timeout` or an `httpx2.Timeout`. None means no limit."""

    @property
    def connect(self) -> float | None:
        """To connect."""
        ...

    @property
    def read(self) -> float | None:
        """To receive the next part of the response."""
        ...

    @property
    def write(self) -> float | None:
        """To send the next part of the request."""
        ...

    @property
    def pool(self) -> float | None:
        """To wait for a free connection."""
        ...


Timeout = float | HttpTimeout | None
"""Seconds for each phase of a request, the same for all or each its own. None means no limit."""


class HttpClient(Protocol):
    """A synchronous client: an `httpx.Client`, an `httpx2.Client`, or an instance of a subclass."""

    @property
    def headers(self) -> MutableMapping[str, str]:
        """The headers of every request."""
        ...

    @property
    def is_closed(self) -> bool:
        """Whether the client has been closed."""
        ...

    def send(self, request: Any, *, stream: bool = ..., auth: Any = ..., follow_redirects: Any = ...) -> HttpResponse:
        """Send a request."""
        ...

    def close(self) -> None:
        """Close the client."""
        ...


class AsyncHttpClient(Protocol):
    """An asynchronous client: an `httpx.AsyncClient`, an `httpx2.AsyncClient`, or an instance of a subclass."""

    @property
    def headers(self) -> MutableMapping[str, str]:
        """The headers of every request."""
        ...

    @property
    def is_closed(self) -> bool:
        """Whether the client has been closed."""
        ...

    async def send(
        self, request: Any, *, stream: bool = ..., auth: Any = ..., follow_redirects: Any = ...
    ) -> HttpResponse:
        """Send a request."""
        ...

    async def aclose(self) -> None:
        """Close the client."""
        ...
