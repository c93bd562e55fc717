"""Host names and addresses: which are loopback, and which entries of a list match a URL or a Host header."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Return whether a host is `localhost`, a name below it, or an address of loopback.

    No other name counts, whatever it resolves to: a name with one label, or below `.local`, can belong to another machine.
    """
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    # Before Python 3.13, ::ffff:127.0.0.1 is not loopback.
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def address_of(host: str) -> str:
    """Return the host to connect to for a host that is loopback. Only `localhost` is resolved.

    Not every resolver treats the names below it as loopback; one that does not sends them to other machines.
    """
    name = host.lower().rstrip(".")
    return "localhost" if name.endswith(".localhost") else name


def split_netloc(netloc: str) -> tuple[str, int | None] | None:
    """Return the host in lower case and the port of `host`, `host:port` or `[address]:port`, or None if it is invalid."""
    if not netloc or any(char in netloc for char in "/?#@\\ "):
        return None
    try:
        parts = urlsplit(f"//{netloc}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    return (host.rstrip("."), port) if host else None


def is_named(host: str, port: int | None, names: Collection[str]) -> bool:
    """Return whether a host matches an entry of a list.

    Args:
        host: The host in lower case.
        port: The port of the URL.
        names: Hosts with any port (`example.com`), with one port (`example.com:8443`), or `*` for all hosts.
    """
    return "*" in names or any(_means(name, host, port) for name in names)


def check_names(option: str, names: Collection[str]) -> None:
    """Raise ValueError for a name of such a list that no host can have."""
    for name in names:
        if name != "*" and split_netloc(name) is None:
            raise ValueError(f"{option}: {name!r} must be a host, such as example.com or example.com:8443")


def _means(name: str, host: str, port: int | None) -> bool:
    parts = split_netloc(name)
    return parts is not None and parts[0] == host and parts[1] in (None, port)
