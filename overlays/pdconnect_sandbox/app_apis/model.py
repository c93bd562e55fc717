"""The request that an example API receives, and the error if the API does not respond."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from attrs import frozen

from ..apps.stores import Stores
from ..wire.http_libraries import Request
from ..wire.strict_json import read_json
from ..wire.types import JsonObject, as_object


@frozen
class ProxiedRequest:
    """A request that the proxy sends to an app. `secret_header` names the header with the account's credentials."""

    request: Request
    secret_header: str
    account_id: str
    stores: Stores
    now: float

    @property
    def endpoint(self) -> str:
        """Method and path, such as `GET /api/v4/user`."""
        return f"{self.request.method} {self.request.url.path}"

    @property
    def body(self) -> JsonObject | None:
        """The JSON object in the body of the request; None if the body is anything else."""
        try:
            return as_object(read_json(self.request.content))
        except ValueError:
            return None


Upstream: TypeAlias = Callable[[ProxiedRequest], Any]
"""Returns a response of httpx or httpx2."""


class UpstreamTimeoutError(Exception):
    """The app does not respond until the proxy times out. The sandbox reports this at once."""
