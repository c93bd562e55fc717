"""From a call to an HTTP request. What is the same for every call is prepared once."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

import httpx

from pdconnect_api.call import Call
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.model import Model

from .. import __version__

if TYPE_CHECKING:
    from .._config import Settings
    from .raw_call import RawCall

ENVIRONMENT_HEADER = "x-pd-environment"
USER_AGENT = "pdconnect/{} (Python {}.{}.{}) httpx/{}".format(__version__, *sys.version_info[:3], httpx.__version__)


_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
"""Methods whose requests say how long their body is, even if they have none."""


class _SecretRequest(httpx.Request):
    """A request whose path may hold a credential, so that its representation doesn't show it."""

    def __repr__(self) -> str:
        return f"<Request({self.method!r}, '{self.url.scheme}://{self.url.host}/***')>"


class _Authorized(NamedTuple):
    """Headers with a token in them, by whether the environment stands in them too."""

    token: str | None
    headers: dict[bool, httpx.Headers]


class RequestBuilder:
    """Builds the requests of one client."""

    def __init__(
        self,
        settings: Settings,
        headers: httpx.Headers,
        more: Mapping[str, str],
        timeout: httpx.Timeout,
        cancellable: bool,
    ) -> None:
        """`headers` are those of the httpx client, `more` those of our own, which come before them.

        A request that is `cancellable` is cancelled when its time is up.
        """
        self._base_url = settings.base_url
        self._headers = httpx.Headers({"host": httpx.URL(settings.base_url).netloc.decode()})
        self._headers.update(headers)
        self._headers.update({"accept": "application/json", "user-agent": USER_AGENT})
        self._headers.update(more)
        self._headers.pop("authorization", None)
        self._environment_headers = httpx.Headers(self._headers)
        if settings.environment is not None:
            self._environment_headers[ENVIRONMENT_HEADER] = settings.environment
        self._authorized = _Authorized(None, {})
        self._extensions = {"timeout": timeout.as_dict()}
        self._cancellable = cancellable

    def build(self, call: Call[Any] | RawCall, token: str | None, longest: float | None) -> httpx.Request:
        """The request of a call; no phase of it takes more than `longest` seconds.

        Raises InvalidArgumentError for a body that JSON cannot hold.
        """
        request = self._build_call(call, token) if isinstance(call, Call) else self._build_raw(call, token)
        if longest is not None:
            limits = request.extensions["timeout"].items()
            shorter = {name: longest if limit is None else min(limit, longest) for name, limit in limits}
            request.extensions = {**request.extensions, "timeout": shorter}
            if self._cancellable:
                from .handshake_cleanup import ClosesHandshake  # only a deadline needs it

                request.extensions["trace"] = ClosesHandshake()
        return request

    def _build_call(self, call: Call[Any], token: str | None) -> httpx.Request:
        operation = call.operation
        headers = self._headers_with(token, operation.environment)
        content = b""
        if call.body is not None:
            content = encode_json(call.body)
            headers = headers.copy()
            headers["content-type"] = "application/json"
            headers["content-length"] = str(len(content))
        elif operation.method in _WITH_BODY:
            headers = headers.copy()
            headers["content-length"] = "0"
        url = self._base_url + call.path
        if call.query:
            url = f"{url}?{urlencode(call.query, doseq=True, quote_via=quote)}"
        # With a stream httpx adds no headers of its own, and goes through them once less.
        kind = _SecretRequest if call.secrets else httpx.Request
        request = kind(
            operation.method, url, headers=headers, stream=httpx.ByteStream(content), extensions=self._extensions
        )
        request.read()
        return request

    def _headers_with(self, token: str | None, environment: bool) -> httpx.Headers:
        """The headers of every request with this token, prepared once; not to be changed."""
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

    def _build_raw(self, call: RawCall, token: str | None) -> httpx.Request:
        headers = (self._environment_headers if call.operation.environment else self._headers).copy()
        headers["accept"] = "*/*"
        del headers["host"]  # it may go elsewhere
        headers.update(call.headers)
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        body, content = call.body, call.body.content
        if body.json is not None:
            headers.setdefault("content-type", "application/json")
            content = encode_json(body.json)
        extensions = self._extensions
        if call.timeout is not None:
            extensions = {"timeout": httpx.Timeout(call.timeout).as_dict()}
        return httpx.Request(
            call.method,
            self._base_url + call.url if call.url.startswith("/") else call.url,
            headers=headers,
            content=content,
            data=body.data,
            files=body.files,
            extensions=extensions,
        )


def encode_json(body: object) -> bytes:
    """A JSON body. Mappings and models inside it are taken too."""
    try:
        return json.dumps(
            body, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_encode_other
        ).encode()
    except UnicodeEncodeError:
        raise InvalidArgumentError(
            "the request body", "must be text that UTF-8 can encode (it has a lone surrogate)"
        ) from None
    except RecursionError:
        raise InvalidArgumentError("the request body", "is nested too deeply, or holds itself") from None
    except (TypeError, ValueError) as error:
        raise InvalidArgumentError("the request body", f"must be JSON: {error}") from None


def _encode_other(value: object) -> object:
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Mapping):
        return dict(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    raise TypeError(f"{type(value).__name__} is not a JSON value")
