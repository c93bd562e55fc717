"""Convert a call to an HTTP request. The parts that all requests share are prepared once."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pdconnect_api.arguments import Unset
from pdconnect_api.call import NO_BODY
from pdconnect_api.errors import InvalidArgumentError, PdconnectError
from pdconnect_api.redaction import redact

from .._json_body import encode_json
from .._version import __version__
from .errors import MESSAGE_LIMIT

if TYPE_CHECKING:
    from pdconnect_api.call import Body, Call, Content, PhaseTimeouts
    from pdconnect_api.http_types import Timeout

    from .._config import Settings
    from .._request_options import Options
    from .backend import URL, Backend, Headers, Request
    from .raw_call import RawCall

ENVIRONMENT_HEADER = "x-pd-environment"
USER_AGENT = "pdconnect/{} (Python {}.{}.{})".format(__version__, *sys.version_info[:3])

_CACHED_URLS = 256
"""Parsed URLs that are kept. Parsing one takes a quarter of the time of a call."""
_FOR_ANY_HOST = ("accept-encoding", "user-agent")
"""The headers of the client that another host gets too."""
_PHASES = ("connect", "read", "write", "pool")
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
"""Methods whose requests have a Content-Length even without a body."""


class _SecretRequest:
    """A request whose path may contain a credential, which its representation does not show. Derived from that of the HTTP library."""

    method: str
    url: URL

    def __repr__(self) -> str:
        return f"<Request({self.method!r}, '{self.url.scheme}://{self.url.host}/***')>"


class _NoContent:
    """The content of a request without a body. Without a part, not even an empty one, httpcore has less to do. Derived from ByteStream."""

    def __iter__(self) -> Iterator[bytes]:
        return iter(())

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self:
            yield part


class _Authorized(NamedTuple):
    """Headers with a token, without and with the environment."""

    token: str | None
    headers: dict[bool, Headers]


class RequestBuilder:
    """Builds the requests of one client."""

    def __init__(
        self, backend: Backend, settings: Settings, options: Options, headers: Headers, timeout: Timeout
    ) -> None:
        """`headers` and `timeout` are those of the transport; the options have priority."""
        self._backend = backend
        self._secret_request: Any = backend.derive(_SecretRequest, backend.Request)
        self._no_content: Any = backend.derive(_NoContent, backend.ByteStream)(b"")  # type: ignore[call-arg] # pyright: ignore
        self._base_url = settings.base_url
        self._parsed_url = _url_parser(backend)
        self._headers = backend.Headers({"host": self._parsed_url(settings.base_url).netloc.decode()})
        self._headers.update(headers)
        self._headers.update(
            {"accept": "application/json", "user-agent": f"{USER_AGENT} {backend.name}/{backend.version}"}
        )
        self._headers.update(options.headers)
        self._headers.pop("authorization", None)
        self._environment_headers = backend.Headers(self._headers)
        if settings.environment is not None:
            self._environment_headers[ENVIRONMENT_HEADER] = settings.environment
        self._authorized = _Authorized(None, {})
        self._extensions = {
            "timeout": phase_timeouts(timeout if isinstance(options.timeout, Unset) else options.timeout)
        }

    def build(
        self,
        call: Call[Any] | RawCall,
        token: str | None,
        longest: float | None,
        parts: Callable[[Content], Content],
    ) -> Request:
        """Return the request of a call. No phase of it takes more than `longest` seconds.

        `parts` checks content that the caller passes. Raises InvalidArgumentError for what no request can carry.
        """
        try:
            request = self._build(call, token, parts)
        except PdconnectError:
            raise
        except Exception as error:  # the HTTP library has its own checks, and raises errors of all kinds
            reason = redact(f"{type(error).__name__}: {error}", call.secrets)[:MESSAGE_LIMIT]
            raise InvalidArgumentError(_argument(call.request_data.body), f"cannot be sent: {reason}") from None
        if longest is not None:
            timeouts = request.extensions["timeout"].items()
            shorter = {name: longest if limit is None else min(limit, longest) for name, limit in timeouts}
            request.extensions = {**request.extensions, "timeout": shorter}
        return request

    def _build(self, call: Call[Any] | RawCall, token: str | None, parts: Callable[[Content], Content]) -> Request:
        data = call.request_data
        body = data.body
        url = self._base_url + data.url if data.url.startswith("/") else data.url
        if call.secrets:  # such a URL is not kept with the others
            kind, parsed_url = self._secret_request, self._backend.URL(url)
        else:
            kind, parsed_url = self._backend.Request, self._parsed_url(url)
        headers = (
            self._headers_with(token, call.operation.environment)
            if data.has_client_headers
            else self._headers_for_another_host()
        )
        if data.headers or body is not NO_BODY or data.method in _WITH_BODY:
            headers = headers.copy()  # the prepared ones are shared
        encoded: dict[str, Any] = {"stream": self._no_content}
        if body.json is not None:
            json = encode_json(body.json)
            encoded["stream"] = self._backend.ByteStream(json)
            headers["content-type"] = "application/json"
            headers["content-length"] = str(len(json))
        elif body is not NO_BODY:  # one that the library encodes, or an empty one of a raw call
            content = None if body.content is None else parts(body.content)
            encoded = {"content": content, "data": body.data, "files": body.files}
        elif data.method in _WITH_BODY:
            headers["content-length"] = "0"
        if data.headers:
            headers["host"] = parsed_url.netloc.decode()
            headers.update(data.headers)
        # With a stream, the library adds no headers of its own, which saves one pass over them.
        request: Request = kind(
            data.method,
            parsed_url,
            headers=headers,
            extensions=self._extensions if data.timeout is None else {"timeout": phase_timeouts(data.timeout)},
            **encoded,
        )
        if "stream" in encoded:
            request.read()
        return request

    def _headers_with(self, token: str | None, environment: bool) -> Headers:
        """Return the headers of every request with this token. They are prepared once, and must not be changed."""
        authorized = self._authorized
        if authorized.token != token:
            authorized = self._authorized = _Authorized(token, {})
        headers = authorized.headers.get(environment)
        if headers is None:
            headers = (self._environment_headers if environment else self._headers).copy()
            if token is not None:
                headers["authorization"] = f"Bearer {token}"
            authorized.headers[environment] = headers
        return headers

    def _headers_for_another_host(self) -> Headers:
        return self._backend.Headers({name: self._headers[name] for name in _FOR_ANY_HOST if name in self._headers})


@cache
def _url_parser(backend: Backend) -> Callable[[str], URL]:
    """Return the function that parses URLs. The parsed URLs are shared by all clients: the copies of one would parse the same again."""
    return lru_cache(_CACHED_URLS)(backend.URL)


def _argument(body: Body) -> str:
    """Return the name of what a request could not be built from: an argument, or the URL, to which several of them belong."""
    return next(
        (name for name in ("files", "data", "content") if getattr(body, name) is not None), "the URL of the request"
    )


def phase_timeouts(timeout: Timeout | PhaseTimeouts) -> dict[str, float | None]:
    """Return the seconds of each phase of a request, as both HTTP libraries expect them."""
    if timeout is None or isinstance(timeout, int | float):
        return dict.fromkeys(_PHASES, timeout)
    if isinstance(timeout, tuple):
        return dict(zip(_PHASES, timeout, strict=True))
    return {"connect": timeout.connect, "read": timeout.read, "write": timeout.write, "pool": timeout.pool}
