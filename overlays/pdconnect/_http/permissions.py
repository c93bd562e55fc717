"""The operations that a Connect token allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._auth.credentials import StaticToken
from .._exceptions import ConfigurationError

if TYPE_CHECKING:
    from pdconnect_api.call import Operation

    from .._config import Settings


def check_allowed(settings: Settings, operation: Operation) -> None:
    """Reject calls that the service rejects for a Connect token. Raises ConfigurationError."""
    credentials = settings.credentials
    if (
        isinstance(credentials, StaticToken)
        and credentials.is_connect_token
        and not operation.connect_token
        and operation.authenticated
    ):
        raise ConfigurationError(f"{operation.id} is not for Connect tokens: it needs a client with OAuth credentials")
