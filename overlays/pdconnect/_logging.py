"""The log of the client, and what an HTTP library may log of its requests."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import TYPE_CHECKING

from pdconnect_api.redaction import redact

from ._http.backend import backend_of

if TYPE_CHECKING:
    from pdconnect_api.call import Operation

    from ._http.backend import Backend

logger = logging.getLogger("pdconnect")
_NOTHING = nullcontext()
_secrets: ContextVar[tuple[object, ...]] = ContextVar("pdconnect secrets", default=())


def log_retry(operation: Operation, attempt: int, status: int, delay: float) -> None:
    """Log that a call will be sent again. A status of 0 stands for no response."""
    if logger.isEnabledFor(logging.INFO):
        text = f"{operation.id}: attempt {attempt} gave {status or 'no response'}, retry in {delay:.3f} s"
        logger.info("%s", text, extra={"operation": operation.id, "attempt": attempt, "status": status, "delay": delay})


def redact_logged_urls(backend: Backend, secrets: tuple[object, ...]) -> AbstractContextManager[object]:
    """Return a context in which no URL that the HTTP library logs shows these. It logs the URL of every request, and one path is secret."""
    return _redacting(backend, secrets) if secrets else _NOTHING


class _RedactUrls(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        secrets = _secrets.get()
        if secrets and isinstance(record.args, tuple):
            record.args = tuple(redact(str(arg), secrets) if backend_of(arg) else arg for arg in record.args)
        return True


_REDACT_URLS = _RedactUrls()


@contextmanager
def _redacting(backend: Backend, secrets: tuple[object, ...]) -> Generator[None]:
    logging.getLogger(backend.name).addFilter(_REDACT_URLS)  # adding it twice does nothing
    token = _secrets.set(secrets)
    try:
        yield
    finally:
        _secrets.reset(token)
