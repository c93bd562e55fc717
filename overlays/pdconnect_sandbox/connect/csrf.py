"""CSRF protection of the Connect page: a form of another page could connect an account without the user's consent.

The form contains a key that depends on the Connect token and on a secret of this run. Another page cannot read it. A
request without any sign of a browser needs no key, so that programs can give the consent in a test with one request.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from starlette.exceptions import HTTPException

from ..state.state import State
from ..wire.buffered_request import BufferedRequest
from ..wire.types import JsonObject

FIELD = "csrf"
_SENT_BY_BROWSERS = ("origin", "referer", "sec-fetch-site", "cookie")
"""Headers that only browsers send. `sec-fetch-mode` is none of them: Node.js sends it with each `fetch`."""


def csrf_key(state: State, token: str) -> str:
    """Return the key that the form of a Connect token contains."""
    return hmac.new(state.csrf_secret, token.encode(), sha256).hexdigest()


def is_trusted(request: BufferedRequest, sent_key: str | None, key: str) -> bool:
    """Return whether a request contains the key of its page, or comes from a program and contains none."""
    if sent_key is None and not any(name in request.headers for name in _SENT_BY_BROWSERS):
        return True
    return hmac.compare_digest((sent_key or "").encode(), key.encode())


def check_csrf_key(state: State, request: BufferedRequest, token: str, form: JsonObject) -> None:
    """Raise 403 for a form that a browser has sent, but not from the page of this Connect token."""
    if not is_trusted(request, form.get(FIELD), csrf_key(state, token)):
        raise HTTPException(403, f"{FIELD}: this form was not sent by the page of the link")
