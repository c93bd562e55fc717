"""Convert a call to an HTTP request. The parts that all requests share are prepared once."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from pdconnect_api.arguments import Unset
from pdconnect_api.call import Call
from pdconnect_api.errors import InvalidArgumentError, PdconnectError
from pdconnect_api.redaction import redact

from .._json_body import encode_json
from .._version import __version__
from .errors import MESSAGE_LIMIT

if TYPE_CHECKING:
    from pdconnect_api.http_types import Timeout

    from .._config import Settings
    from .._request_options import Options
    from .backend import URL, Backend, Headers, Request
    from .raw_call import Content, PhaseTimeouts, RawCall

ENVIRONMENT_HEADER = "x-pd-environment"
USER_AGENT = "pdconnect/{} (Python {}.{}.{})".format(__version__, *sys.version_info[:3])

_CACHED_URLS = 256
"""Parsed URLs that are kept. Parsing one takes a quarter of the time of a call."""
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
            request = self._build_call(call, token) if isinstance(call, Call) else self._build_raw(call, token, parts)
        except PdconnectError:
            raise
        except Exception as error:  # the HTTP library has its own checks, and raises errors of all kinds
            reason = redact(f"{type(error).__name__}: {error}", call.secrets)[:MESSAGE_LIMIT]
            raise InvalidArgumentError(_argument(call), f"cannot be sent: {reason}") from None
        if longest is not None:
            timeouts = request.extensions["timeout"].items()
            shorter = {name: longest if limit is None else min(limit, longest) for name, limit in timeouts}
            request.extensions = {**request.extensions, "timeout": shorter}
        return request

    def _build_call(self, call: Call[Any], token: str | None) -> Request:
        operation = call.operation
        headers = self._headers_with(token, operation.environment)
        stream = self._no_content
        if call.body is not None:
            content = encode_json(call.body)
            stream = self._backend.ByteStream(content)
            headers = headers.copy()
            headers["content-type"] = "application/json"
            headers["content-length"] = str(len(content))
        elif operation.method in _WITH_BODY:
            headers = headers.copy()
            headers["content-length"] = "0"
        url = self._base_url + call.path
        if call.query:
            url = f"{url}?{urlencode(call.query, doseq=True, quote_via=quote)}"
        # With a stream, the library adds no headers of its own, which saves one pass over them.
        kind = self._secret_request if call.secrets else self._backend.Request
        request: Request = kind(
            operation.method,
            url if call.secrets else self._parsed_url(url),
            headers=headers,
            stream=stream,
            extensions=self._extensions,
        )
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

    def _build_raw(self, call: RawCall, token: str | None, parts: Callable[[Content], Content]) -> Request:
        headers = (self._environment_headers if call.operation.environment else self._headers).copy()
        if call.is_redirected:
            known = self._headers
            names = [name for name in ("accept-encoding", "user-agent") if name in known]
            headers = self._backend.Headers({name: known[name] for name in names})
        headers["accept"] = "*/*"
        headers.pop("host", None)  # the target may be another host
        headers.update(call.headers)
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        body, content = call.body, call.body.content
        if body.json is not None:
            headers.setdefault("content-type", "application/json")
            content = encode_json(body.json)
        extensions = self._extensions
        if call.timeout is not None:
            extensions = {"timeout": phase_timeouts(call.timeout)}
        kind = self._secret_request if call.secrets else self._backend.Request
        request: Request = kind(
            call.method,
            self._base_url + call.url if call.url.startswith("/") else call.url,
            headers=headers,
            content=None if content is None else parts(content),
            data=body.data,
            files=body.files,
            extensions=extensions,
        )
        return request


@cache
def _url_parser(backend: Backend) -> Callable[[str], URL]:
    """Return the function that parses URLs. The parsed URLs are shared by all clients: the copies of one would parse the same again."""
    return lru_cache(_CACHED_URLS)(backend.URL)


def _argument(call: Call[Any] | RawCall) -> str:
    """Return the name of the argument that a request could not be built from."""
    if isinstance(call, Call):
        return "the URL of the request"
    body = call.body
    return next((name for name in ("files", "data", "content") if getattr(body, name) is not None), "url")


def phase_timeouts(timeout: Timeout | PhaseTimeouts) -> dict[str, float | None]:
    """Return the seconds of each phase of a request, as both HTTP libraries expect them."""
    if timeout is None or isinstance(timeout, int | float):
        return dict.fromkeys(_PHASES, timeout)
    if isinstance(timeout, tuple):
        return dict(zip(_PHASES, timeout, strict=True))
    return {"connect": timeout.connect, "read": timeout.read, "write": timeout.write, "pool": timeout.pool}
