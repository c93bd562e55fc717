"""The headers that an HTTP client which the caller passed in adds to a request: its own headers, its cookies, and those of its `auth`.

The HTTP libraries either quote a header that cannot be sent in their errors, or, over HTTP/2, send it as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._exceptions import ConfigurationError
from .._request_options import HEADER_NAME

if TYPE_CHECKING:
    from .backend import Request

_NAME = re.compile(HEADER_NAME.encode()).fullmatch
_VALUE = re.compile(rb"[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?|").fullmatch


def check_client_headers(request: Request) -> None:
    """Raise ConfigurationError, which quotes no value, if HTTP cannot carry a header of the request."""
    for name, value in request.headers.raw:
        if not _NAME(name):
            raise ConfigurationError("http_client adds a header whose name has characters that HTTP does not allow")
        if not _VALUE(value):
            raise ConfigurationError(
                f"http_client adds the header {name.decode('latin-1')!r} with a value that HTTP cannot carry: "
                "a line break or a control character, or white space at its beginning or end"
            )
