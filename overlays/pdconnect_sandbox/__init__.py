"""A simulation of the Connect service for tests. It has state, and checks its requests and responses against the specification."""

from . import extra  # noqa: F401  # pyright: ignore[reportUnusedImport] - first: it says what is missing
from .apps import Outcome
from .sandbox import Sandbox
from .server.serve import Served
from .service.request_log import RecordedRequest
from .service.service import SpecMismatchError
from .wire.webhook_delivery import Delivery

__all__ = ["Delivery", "Outcome", "RecordedRequest", "Sandbox", "Served", "SpecMismatchError"]
