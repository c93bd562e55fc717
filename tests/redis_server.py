"""A Redis server for tests, on a free loopback port, with a password and without persistence. It needs Debian's `redis-server`."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis

from .required import required

PASSWORD = "store-password-1"


class RedisServer:
    """A server that can be stopped and started again, on the same port."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[str] | None = None
        # The default timeout, one second, can pass on a busy machine without a fault.
        self.url = f"redis://:{PASSWORD}@127.0.0.1:{self._port}/0?socket_timeout=30"

    def start(self) -> None:
        """Start the server, and wait until it listens."""
        options = {
            "bind": "127.0.0.1",
            "port": str(self._port),
            "dir": str(self._folder),
            "save": "",
            "requirepass": PASSWORD,
        }
        line = [self._program, *(part for name, value in options.items() for part in (f"--{name}", value))]
        self._process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self._process.stdout is not None
        output = []
        for text in self._process.stdout:
            if "Ready to accept connections" in text:
                return
            output.append(text)
        self.stop()
        raise RuntimeError("".join(output))

    def stop(self) -> None:
        """Stop the server; its data is lost."""
        if self._process is not None:
            with self._process as process:  # waits for its end
                process.kill()
            self._process = None

    def clear(self) -> None:
        """Delete all data, and start the server if it is stopped."""
        if self._process is None:
            self.start()
        else:
            with self.client() as client:
                client.flushall()

    def client(self) -> Redis:
        """Return a client for reading the data directly, without pdconnect."""
        return Redis.from_url(self.url)


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """Run a server until the context ends. Without `redis-server`, skip the test, or fail it if PDCONNECT_REQUIRE_TOOLS is set."""
    program = required(shutil.which("redis-server"), "needs redis-server, which scripts/test installs")
    server = RedisServer(program, folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port
