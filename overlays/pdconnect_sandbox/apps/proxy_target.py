"""The target of a proxied request, as it is in the path: base64 of a URL, or of the path and query alone.

The specification asks for the URL-safe alphabet without padding. The SDKs in use also send padding, and the standard
alphabet percent-encoded; all of these are accepted.
"""

from __future__ import annotations

import base64
import binascii

from starlette.exceptions import HTTPException

from ..wire.http_libraries import URL, InvalidURL
from ..wire.types import JsonObject
from . import Proxy

TARGET = "url_64"
_TO_URL_SAFE = str.maketrans("+/", "-_")


def url_safe(text: str) -> str:
    """Return base64 of any of the three variants in the variant of the specification."""
    return text.rstrip("=").translate(_TO_URL_SAFE)


def decoded(text: str) -> str | None:
    """Decode the target in a path segment, or return None."""
    plain = url_safe(text)
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def encoded(text: str) -> str:
    """Return a target as it is in the path."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def resolve(proxy: Proxy, credentials: JsonObject, text: str) -> str:
    """Return the full URL of a target, or raise 400."""
    target, base = decoded(text), proxy.base(credentials)
    if not target:
        raise HTTPException(400, f"path.{TARGET}: is not base64 of UTF-8 text")
    if base is not None and target.startswith("/") and not target.startswith("//"):
        target = base + target
    host = _host(base)
    allowed = [*proxy.domains, *([host] if host and host not in proxy.domains else [])]
    given = _host(target)
    if given is None or not any(given == domain or given.endswith(f".{domain}") for domain in allowed):
        path = ", or a path" if base else ""
        raise HTTPException(400, f"path.{TARGET}: must be an https URL at {' or '.join(allowed)}{path}")
    return target


def _host(url: str | None) -> str | None:
    """Return the host of an https URL, or None for any other URL or one with credentials."""
    try:
        parts = URL(url or "")
    except InvalidURL:
        return None
    plain = parts.scheme == "https" and not parts.userinfo and parts.port is None
    return parts.host.lower() if plain and "\\" not in (url or "") else None
