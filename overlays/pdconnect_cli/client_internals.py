"""The private parts of the client that the command line uses. No other module of the command line imports any.

- The command line checks proxy and certificate settings before it builds a client, to name the variable that is wrong.
- A download of `pdconnect proxy --output` must replace a file in the same way as `client.file_stash.download_file`.
- `pdconnect listen` sends events over plain http to this machine only, as the client does with its calls.
- `pdconnect doctor` sends a request of its own, for which it needs the default base URL.
- `doctor` and `listen` send requests with a client of httpx. No other module of the command line knows an HTTP library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pdconnect._config import DEFAULT_BASE_URL
from pdconnect._http.backend import load_backend
from pdconnect._http.environment_check import NetworkSettingsError, check_network_settings
from pdconnect._http.hosts import is_loopback
from pdconnect._resources.file_download import open_destination

if TYPE_CHECKING:
    import httpx

    HttpClient: TypeAlias = httpx.Client
    HTTPError: TypeAlias = httpx.HTTPError
    HttpResponse: TypeAlias = httpx.Response

else:
    _httpx = load_backend("httpx")
    HttpClient, HTTPError, HttpResponse = _httpx.Client, _httpx.HTTPError, _httpx.Response

__all__ = [
    "DEFAULT_BASE_URL",
    "HTTPError",
    "HttpClient",
    "HttpResponse",
    "NetworkSettingsError",
    "check_network_settings",
    "is_loopback",
    "open_destination",
]
