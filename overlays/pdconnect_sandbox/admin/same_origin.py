"""Who may steer the sandbox: whoever reaches it, except pages of other sites in a browser.

A sandbox listens on loopback, where every page that a developer opens can send requests to it.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from ..wire.buffered_request import BufferedRequest

# Names of these ends are nobody's on the internet, so no page of a stranger can be served under one of them.
_LOCAL_ENDS = (".localhost", ".test", ".internal", ".local")


def check_same_origin(request: BufferedRequest) -> None:
    """Refuse with 403 what a page of another site has sent, or has been sent to by a name that it made up.

    Browsers tell where a request comes from in `Origin` or `Sec-Fetch-Site`; programs send neither. A name of the
    internet in `Host` means that somebody has pointed it here, so that a page of theirs passes for one of the sandbox.
    """
    host = request.headers.get("host", "")
    if not _is_local(host):
        raise HTTPException(403, "header.host: the sandbox can be steered only by a local name or an address")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        raise HTTPException(403, "header.origin: a page of another site cannot steer the sandbox")
    if request.method != "GET" and request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise HTTPException(403, "header.sec-fetch-site: a page of another site cannot steer the sandbox")


def _is_local(host: str) -> bool:
    """Tell whether a host, with or without a port, is an address or a name that the internet does not have."""
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
