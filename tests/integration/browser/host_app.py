"""A web application that uses the service: a page with a script that was bundled, and the server of the page."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..contract_tools.npm import ENVIRONMENT, required_packages

_FOLDER = Path(__file__).parent
CreateToken = Callable[[str], dict[str, str]]


@cache
def bundle(script: Path, packages: Path) -> bytes:
    """Return a script in one file with what it imports from npm packages, as a browser would load hundreds of files one after the other.

    Args:
        script: The script.
        packages: Folder of the packages.
    """
    esbuild = required_packages(_FOLDER) / ".bin/esbuild"
    options = ["--bundle", "--format=esm", '--define:process.env.NODE_ENV="production"', "--log-level=warning"]
    env = {**ENVIRONMENT, "NODE_PATH": str(packages)}
    return subprocess.run([esbuild, script, *options], env=env, check=True, stdout=subprocess.PIPE, timeout=300).stdout


class _Handler(BaseHTTPRequestHandler):
    """Serves the script, a new Connect token for each token request, and the page for every other path."""

    def __init__(self, create_token: CreateToken, page: Path, script: bytes, *arguments: Any) -> None:
        self._create_token = create_token
        self._page = page
        self._script = script
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/app.js":
            self._send("text/javascript; charset=utf-8", self._script)
        elif path == "/token":
            origin = f"http://{self.headers['host']}"
            self._send("application/json", json.dumps(self._create_token(origin)).encode())
        else:
            self._send("text/html; charset=utf-8", self._page.read_bytes())

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    """A server that waits for its threads, and closes the connections that the browser keeps open."""

    daemon_threads = False

    def __init__(self, handler: Callable[..., _Handler]) -> None:
        self._connections: list[socket.socket] = []
        super().__init__(("127.0.0.1", 0), handler)

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        self._connections.append(connection)
        return connection, address

    def server_close(self) -> None:
        for connection in self._connections:
            with suppress(OSError):  # most are closed already
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


@contextmanager
def host_app(create_token: CreateToken, page: Path, script: bytes) -> Iterator[str]:
    """Serve the application, and yield its origin.

    Args:
        create_token: Returns a Connect token for the origin of the page.
        page: The page, which loads `/app.js`.
        script: The script, bundled.
    """
    handler = partial(_Handler, create_token, page, script)
    with _Server(handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
