"""Serve an ASGI application on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an application, and yield its URL."""
    with serving_at(lambda _: app) as url:
        yield url


@contextmanager
def serving_at(create: Callable[[str], Any]) -> Iterator[str]:
    """Serve the application that a function returns, which gets the URL; yield the URL."""
    # It listens before the server runs, so that a connection at once is not refused.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(create(url), log_config=None, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join()
