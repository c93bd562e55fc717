"""Redirects of file downloads. No I/O.

The service may respond to the download of a file with a redirect to a presigned URL at another host. It is followed once, and only to a
host that the connection is encrypted to. The target gets no credentials: no token, no header of the client, no cookie. Its query is a
credential itself, and is hidden in all texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from pdconnect_api.call import Operation, RequestData
from pdconnect_api.redaction import remember_secret

from .._exceptions import ApiError
from .errors import with_response
from .hosts import is_loopback
from .raw_call import ANY_TYPE, RawCall

if TYPE_CHECKING:
    from pdconnect_api.call import Call

    from .backend import Response

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_URL = 65_536
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]").search
_SECRET_PARAMETERS = re.compile(r"credential|key|policy|sig|token", re.IGNORECASE).search


def redirected_call(call: Call[Any] | RawCall, base_url: str, response: Response) -> RawCall:
    """Return the call to the target of a redirect. Raises ApiError if it must not be followed."""
    url = _target(base_url, call, response)
    parts = urlsplit(url)
    operation = Operation(call.operation.id, "GET", parts.path, idempotent=True, environment=False, authenticated=False)
    hidden = [parts.query] if parts.query else []
    hidden += [value for name, value in parse_qsl(parts.query) if _SECRET_PARAMETERS(name)]
    for value in hidden:
        remember_secret(value)
    return RawCall(
        operation,
        f"{parts.scheme}://{parts.netloc}",
        RequestData("GET", url, headers=ANY_TYPE, has_client_headers=False),
        only_success=True,
        hidden=tuple(hidden),
    )


def rejected_redirect(call: Call[Any] | RawCall, response: Response, reason: str) -> ApiError:
    """Return the error for a redirect that is not followed."""
    error = ApiError(f"{response.status_code} {reason}")
    error.headers = response.headers
    return with_response(error, call, response, None)


def _target(base_url: str, call: Call[Any] | RawCall, response: Response) -> str:
    location: str | None = response.headers.get("location")
    if not location:
        raise rejected_redirect(call, response, "the redirect has no Location")
    try:
        url = urljoin(base_url + call.path, location).partition("#")[0]
        parts, given = urlsplit(url), urlsplit(location)
        host = None if given.scheme and not given.netloc else parts.hostname
        _ = parts.port  # raises ValueError for what is not a port
    except ValueError:
        raise rejected_redirect(call, response, "the Location of the redirect is not a URL") from None
    if _FORBIDDEN(location) or not location.isascii() or not host or len(url) > _MAX_URL:
        raise rejected_redirect(call, response, "the Location of the redirect is not a URL")
    if "@" in parts.netloc:
        raise rejected_redirect(call, response, "the Location of the redirect has a user, which is not allowed")
    if parts.scheme != "https" and not (parts.scheme == "http" and base_url.startswith("http:") and is_loopback(host)):
        raise rejected_redirect(call, response, "the redirect does not lead to https")
    return url
