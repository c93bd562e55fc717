"""httpx logs the URL of every request, and the path of one operation holds a token: it is hidden there."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

import httpx

from pdconnect_api.redaction import redact

_secrets: ContextVar[tuple[object, ...]] = ContextVar("pdconnect secrets", default=())


class _Hiding(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        secrets = _secrets.get()
        if secrets and isinstance(record.args, tuple):
            record.args = tuple(redact(str(arg), secrets) if isinstance(arg, httpx.URL) else arg for arg in record.args)
        return True


_HIDING = _Hiding()


@contextmanager
def hiding(secrets: tuple[object, ...]) -> Generator[None]:
    """A context in which httpx logs no URL with these in it."""
    logging.getLogger("httpx").addFilter(_HIDING)  # once, however often it is added
    token = _secrets.set(secrets)
    try:
        yield
    finally:
        _secrets.reset(token)
