"""Protection of the admin endpoints against pages of other sites in a browser.

A sandbox listens on loopback, and every page that a developer opens in a browser can send requests there.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from ..wire.buffered_request import BufferedRequest

# Names with these endings do not exist on the internet, so no other site can serve a page under one of them.
_LOCAL_ENDS = (".localhost", ".test", ".internal", ".local")


def check_same_origin(request: BufferedRequest) -> None:
    """Raise 403 for a request from a page of another site, or to a host name of the internet.

    Browsers send the origin of a request in `Origin` or `Sec-Fetch-Site`; programs send neither. A name of the internet in
    `Host` means that its owner has pointed it to this machine, so that the browser treats a page of theirs as same-origin.
    """
    host = request.headers.get("host", "")
    if not _is_local(host):
        raise HTTPException(403, "header.host: the sandbox can be controlled only by a local name or an address")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        raise HTTPException(403, "header.origin: a page of another site cannot control the sandbox")
    if request.method != "GET" and request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise HTTPException(403, "header.sec-fetch-site: a page of another site cannot control the sandbox")


def _is_local(host: str) -> bool:
    """Return whether a host, with or without a port, is an address or a name that does not exist on the internet."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return "." not in name or name.endswith(_LOCAL_ENDS) or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
