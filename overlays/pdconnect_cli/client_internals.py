"""The private parts of the client that the command line uses. No other module of the command line imports any.

- The command line checks proxy and certificate settings before it builds a client, to name the variable that is wrong.
- A download of `pdconnect proxy --output` must replace a file in the same way as `client.file_stash.download_file`.
- `pdconnect listen` sends events over plain http to this machine only, as the client does with its calls.
- `pdconnect doctor` sends a request of its own, for which it needs the default base URL.
"""

from __future__ import annotations

from pdconnect._config import DEFAULT_BASE_URL
from pdconnect._http.environment_check import NetworkSettingsError, check_network_settings
from pdconnect._http.hosts import is_loopback
from pdconnect._resources.file_download import open_destination

__all__ = ["DEFAULT_BASE_URL", "NetworkSettingsError", "check_network_settings", "is_loopback", "open_destination"]
