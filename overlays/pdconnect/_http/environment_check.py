"""What the environment says about the way to the service and httpx cannot use: told in time, as it would end in a traceback."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from urllib.request import getproxies

import httpx

from .._exceptions import ConfigurationError

_KINDS = ("http", "https", "all")
"""The proxies that httpx knows, by the beginning of their variables."""
_SOCKS = "pip install 'httpx[socks]'"
_CERTIFICATES = {"SSL_CERT_FILE": os.path.isfile, "SSL_CERT_DIR": os.path.isdir}


class NetworkSettingsError(ConfigurationError):
    """A proxy or certificates of this machine cannot be used; `mend` says what to do."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.mend = mend


def check_network_settings() -> NetworkSettingsError | None:
    """Why a request could not even be begun; None if it could."""
    return proxy_problem(getproxies()) or certificate_problem(os.environ)


def proxy_problem(proxies: Mapping[str, str]) -> NetworkSettingsError | None:
    """What is wrong with the proxies; their addresses are not told, as they may hold a password."""
    if "*" in proxies.get("no", "").replace(",", " ").split():
        return None  # none of them is used
    for kind in _KINDS:
        address = proxies.get(kind)
        if not address:
            continue
        name = f"{kind.upper()}_PROXY"
        if address.startswith("socks") and find_spec("socksio") is None:
            return NetworkSettingsError(f"the proxy of {name} is a SOCKS proxy, for which a package is missing", _SOCKS)
        try:
            httpx.Proxy(address if "://" in address else f"http://{address}")
        except (ValueError, httpx.InvalidURL):
            return NetworkSettingsError(
                f"the proxy of {name} has no address that can be used", f"correct {name}, or unset it"
            )
    return None


def certificate_problem(env: Mapping[str, str]) -> NetworkSettingsError | None:
    """What is wrong with the certificates that are to be trusted."""
    for name, is_there in _CERTIFICATES.items():
        path = env.get(name)
        if path and not is_there(path):
            return NetworkSettingsError(f"{name} is set to {path}, which is not there", f"correct {name}, or unset it")
    return None
