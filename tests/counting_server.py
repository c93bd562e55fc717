"""A service behind a real socket that counts its connections. It issues tokens, and returns an account for every other request."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pdconnect

from .fake_api import account


class CountingServer(ThreadingHTTPServer):
    """Identifies each connection by the port of the client."""

    daemon_threads = True
    request_queue_size = 128  # a hundred threads connect at once

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.connections: set[int] = set()
        """All connections so far."""
        self.open: set[int] = set()
        """The connections that are open now."""
        self.requests: list[tuple[int, str]] = []
        """The connection and the path of each request."""
        self.token_gate = threading.Event()
        """Token requests get a response only while this is set."""
        self.token_gate.set()
        self.token_requested = threading.Event()
        """Set when a token request was received."""
        self.changed = threading.Condition()

    def settings(self) -> dict[str, Any]:
        """Return the settings of a client of this service."""
        return {
            "project_id": "proj_1",
            "client_id": "client-1",
            "client_secret": "very-secret-1",
            "environment": "development",
            "base_url": f"http://127.0.0.1:{self.server_address[1]}",
        }

    def client(self, **settings: Any) -> pdconnect.Client:
        return pdconnect.Client(**self.settings(), **settings)

    def async_client(self, **settings: Any) -> pdconnect.AsyncClient:
        return pdconnect.AsyncClient(**self.settings(), **settings)

    def count(self, path: str) -> int:
        """Return the number of requests whose path ends with `path`."""
        return sum(requested.endswith(path) for _, requested in self.requests)

    def all_closed(self) -> bool:
        """Return whether all connections end within five seconds."""
        with self.changed:
            return self.changed.wait_for(lambda: not self.open, 5)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: CountingServer

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.client_address[1])
        self.server.open.add(self.client_address[1])

    def finish(self) -> None:
        super().finish()
        with self.server.changed:
            self.server.open.discard(self.client_address[1])
            self.server.changed.notify_all()

    def do_GET(self) -> None:
        self._respond(account(1))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.server.token_requested.set()
        self.server.token_gate.wait(30)
        self._respond({"access_token": f"token-{self.server.count('/token') + 1}", "expires_in": 3600})

    def _respond(self, body: dict[str, Any]) -> None:
        self.server.requests.append((self.client_address[1], self.path))
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@contextmanager
def counting_server() -> Iterator[CountingServer]:
    """Run a server until the context ends."""
    with CountingServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.token_gate.set()
            server.shutdown()
            thread.join()
