"""Protection of the admin endpoints against pages of other sites in a browser.

A sandbox listens on loopback, and every page that a developer opens in a browser can send requests there.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from ..connect.csrf import is_trusted
from ..wire.buffered_request import BufferedRequest

CSRF_HEADER = "x-csrf-token"


def check_same_origin(request: BufferedRequest) -> None:
    """Raise 403 for a request from a page of another site.

    Browsers send the origin of a request in `Origin` or `Sec-Fetch-Site`; programs send neither. Names of other sites that
    lead to this machine are rejected before, see server/host_check.py.
    """
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        raise HTTPException(403, "header.origin: a page of another site cannot control the sandbox")
    if request.method != "GET" and request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise HTTPException(403, "header.sec-fetch-site: a page of another site cannot control the sandbox")


def check_csrf_key(request: BufferedRequest, key: str) -> None:
    """Raise 403 for an action that a browser sends without the key of the admin page. Programs need no key."""
    if request.method not in ("GET", "HEAD") and not is_trusted(request, request.headers.get(CSRF_HEADER), key):
        raise HTTPException(403, f"header.{CSRF_HEADER}: not that of the admin page. Reload the page, and try again")
