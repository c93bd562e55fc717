"""The log of the client, and what an HTTP library may log of its requests."""

from __future__ import annotations

import logging
import re
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from pdconnect_api.redaction import redact

from ._http.backend import backend_of

if TYPE_CHECKING:
    from pdconnect_api.call import Operation

    from ._http.backend import Backend

logger = logging.getLogger("pdconnect")
_NOTHING = nullcontext()
_secrets: ContextVar[tuple[object, ...] | None] = ContextVar("pdconnect secrets", default=None)
"""The secrets of the call that sends a request at present."""
_LOGGED_HEADER = (
    r"(\(b'[\w-]*(?:authorization|cookie|key|location|password|secret|signature|token)[\w-]*', b)"
    r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(\))"""
)
"""A header that can carry a credential, as httpcore logs it: a pair of bytes."""


def log_retry(operation: Operation, attempt: int, status: int, delay: float) -> None:
    """Log that a call will be sent again. A status of 0 stands for no response."""
    if logger.isEnabledFor(logging.INFO):
        text = f"{operation.id}: attempt {attempt} gave {status or 'no response'}, retry in {delay:.3f} s"
        logger.info("%s", text, extra={"operation": operation.id, "attempt": attempt, "status": status, "delay": delay})


def redact_library_logs(backend: Backend, secrets: tuple[object, ...]) -> AbstractContextManager[object]:
    """Return a context in which the logs of the HTTP library show neither these secrets nor credentials in the headers of a response.

    The library logs the URL of every request, and one path is secret. With the level DEBUG, its httpcore logs the headers of every
    response, such as a redirect to a presigned URL.
    """
    if secrets or any(core.isEnabledFor(logging.DEBUG) for core in _core_loggers(backend)):
        return _redacting(backend, secrets)
    return _NOTHING


class _RedactUrls(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        secrets = _secrets.get()
        if secrets and isinstance(record.args, tuple):
            record.args = tuple(redact(str(arg), secrets) if backend_of(arg) else arg for arg in record.args)
        return True


class _RedactHeaders(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        secrets = _secrets.get()
        if secrets is not None and isinstance(record.msg, str):
            text = re.sub(_LOGGED_HEADER, r"\1'***'\2", redact(record.msg, secrets), flags=re.IGNORECASE)
            record.msg = re.sub(r"(Illegal header )(?s:.*)", r"\1***", text)
        return True


_REDACT_URLS, _REDACT_HEADERS = _RedactUrls(), _RedactHeaders()


@cache
def _core_loggers(backend: Backend) -> tuple[logging.Logger, ...]:
    """Return the loggers that log the headers of responses."""
    return tuple(logging.getLogger(f"{backend.core_name}.{part}") for part in ("http11", "http2"))


@contextmanager
def _redacting(backend: Backend, secrets: tuple[object, ...]) -> Generator[None]:
    logging.getLogger(backend.name).addFilter(_REDACT_URLS)  # adding it twice does nothing
    for core in _core_loggers(backend):
        core.addFilter(_REDACT_HEADERS)
    token = _secrets.set(secrets)
    try:
        yield
    finally:
        _secrets.reset(token)
