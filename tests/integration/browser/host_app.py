"""A web application that uses the service: a page with the official browser SDK, and the server of the page."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

_PAGE = Path(__file__).with_name("host_page.html")
CreateToken = Callable[[str], dict[str, str]]


class _Handler(SimpleHTTPRequestHandler):
    """Serves the page, the npm packages, and a new Connect token for each token request."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}  # noqa: RUF012 (the base class has it so)

    def __init__(self, create_token: CreateToken, page: Path, *arguments: object, **keywords: object) -> None:
        self._create_token = create_token
        self._page = page
        super().__init__(*arguments, **keywords)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith(("/@pipedream/", "/bundle/")):
            super().do_GET()
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
def host_app(modules: Path, create_token: CreateToken, page: Path = _PAGE) -> Iterator[str]:
    """Serve the application, and yield its origin.

    Args:
        modules: Folder of the npm packages. Scripts that were bundled are in `bundle`.
        create_token: Returns a Connect token for the origin of the page.
        page: The page.
    """
    handler = partial(_Handler, create_token, page, directory=str(modules))
    with _Server(handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
