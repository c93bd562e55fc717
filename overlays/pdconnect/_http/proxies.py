"""The proxies of the environment: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, as curl and httpx read them."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_network
from typing import TYPE_CHECKING
from urllib.request import getproxies

from .hosts import address_of, is_loopback

if TYPE_CHECKING:
    from .backend import URL


def environment_proxy(url: URL) -> str | None:
    """Return the address of the proxy for a URL, or None for a direct connection."""
    return proxy_for(url, getproxies())


def proxy_for(url: URL, proxies: Mapping[str, str]) -> str | None:
    """Return the address of the proxy for a URL, or None for a direct connection.

    Plain http is allowed on loopback only, and never goes through a proxy: the credentials would leave this machine in clear text.
    """
    address = proxies.get(url.scheme) or proxies.get("all")
    if not address or (url.scheme == "http" and is_loopback(url.host)) or is_excluded(url, proxies.get("no", "")):
        return None
    return address if "://" in address else f"http://{address}"


def is_excluded(url: URL, no_proxy: str) -> bool:
    """Return whether NO_PROXY names the host of a URL: by `*`, a domain, an address with or without brackets, or a network.

    A port in an entry must be that of the URL. An entry that is none of these excludes nothing.
    """
    entries = no_proxy.replace(",", " ").split()
    return any(entry == "*" or _names(entry.lower(), url) for entry in entries)


def _names(entry: str, url: URL) -> bool:
    host = url.host
    address = address_of(host)
    if address is not None and "/" in entry:
        try:
            return address in ip_network(entry.replace("[", "").replace("]", ""), strict=False)
        except ValueError:
            return False
    if address_of(entry) is None:  # an IPv6 address without brackets has colons, but no port
        name, colon, port = entry.rpartition(":")
        if colon and port.isdecimal():
            if int(port) != (url.port or {"http": 80, "https": 443}.get(url.scheme)):
                return False
            entry = name
    if address is not None:
        return address_of(entry) == address
    domain = entry.removeprefix("http://").removeprefix("https://").removeprefix("*").removeprefix(".")
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))
