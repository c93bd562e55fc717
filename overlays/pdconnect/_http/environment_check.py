"""Detect proxy and certificate settings of the environment that the HTTP library cannot use."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TypeVar
from urllib.request import getproxies

from .._exceptions import ConfigurationError
from .backend import Backend, connection_backend

T = TypeVar("T")
_KINDS = ("http", "https", "all")
"""The proxies that the HTTP libraries support: the first parts of the names of their variables."""
_CERTIFICATES = {"SSL_CERT_FILE": os.path.isfile, "SSL_CERT_DIR": os.path.isdir}


class NetworkSettingsError(ConfigurationError):
    """A proxy or certificates of this machine cannot be used. `fix` says what to do."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.fix = fix


def checked(backend: Backend, create: Callable[[], T]) -> T:
    """Return the result of `create`. Raises ConfigurationError if it fails because of the proxy or certificate settings."""
    try:
        return create()
    except (ImportError, OSError, ValueError, backend.InvalidURL):
        problem = check_network_settings(backend)
        if problem is None:
            raise
    # Raised outside of the handler, whose error may show the password of a proxy.
    raise ConfigurationError(f"{problem}; {problem.fix}")


def check_network_settings(backend: Backend | None = None) -> NetworkSettingsError | None:
    """Return why no request can be sent, or None. Default: with the library of a client without options."""
    backend = backend or connection_backend(None, "Client", None).library
    return proxy_problem(backend, getproxies()) or certificate_problem(os.environ)


def proxy_problem(backend: Backend, proxies: Mapping[str, str]) -> NetworkSettingsError | None:
    """Return what is wrong with the proxies, without their addresses, which may contain a password."""
    if "*" in proxies.get("no", "").replace(",", " ").split():
        return None  # none of them is used
    for kind in _KINDS:
        address = proxies.get(kind)
        if not address:
            continue
        name = f"{kind.upper()}_PROXY"
        if address.startswith("socks") and find_spec("socksio") is None:
            return NetworkSettingsError(
                f"the proxy of {name} is a SOCKS proxy, for which a package is missing",
                f"pip install '{backend.name}[socks]'",
            )
        try:
            backend.Proxy(address if "://" in address else f"http://{address}")
        except (ValueError, backend.InvalidURL):
            return NetworkSettingsError(
                f"the proxy of {name} has no address that can be used", f"correct {name}, or unset it"
            )
    return None


def certificate_problem(env: Mapping[str, str]) -> NetworkSettingsError | None:
    """Return what is wrong with the certificates to trust."""
    for name, is_there in _CERTIFICATES.items():
        path = env.get(name)
        if path and not is_there(path):
            return NetworkSettingsError(
                f"{name} is set to {path}, which does not exist", f"correct {name}, or unset it"
            )
    return None
