"""Real Redis servers in the forms that applications run: alone, behind Sentinels, and as a Cluster, also with TLS. All on loopback."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import trustme
from redis import Redis
from redis.exceptions import RedisError

from .redis_server import PASSWORD, free_port
from .required import required

PATIENCE = 60.0
"""Seconds after which a server is taken not to start."""


class Servers:
    """Processes of redis-server, each in a folder of its own."""

    def __init__(self, folder: Path, program: str | None = None) -> None:
        self._program = program or required(
            shutil.which("redis-server"), "needs redis-server, which scripts/test installs"
        )
        self._folder = folder
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._lines: dict[int, tuple[list[str], Path]] = {}
        self._tls = False

    def require_tls(self) -> None:
        """Create an authority and certificates. Servers that are started from now on require TLS with a client certificate."""
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self._folder / "ca.pem")
        for name, host in {"server": "127.0.0.1", "client": "client.example"}.items():
            issued = authority.issue_cert(host)
            issued.cert_chain_pems[0].write_to_path(self._folder / f"{name}.pem")
            issued.private_key_pem.write_to_path(self._folder / f"{name}.key")
        self._tls = True

    @property
    def trust(self) -> dict[str, str]:
        """Options of a client that trusts the servers."""
        return {"ssl_ca_certs": f"{self._folder}/ca.pem"} if self._tls else {}

    @property
    def certificate(self) -> dict[str, str]:
        """Options of a client with a certificate."""
        names = {"ssl_certfile": "client.pem", "ssl_keyfile": "client.key"} if self._tls else {}
        return {option: f"{self._folder}/{name}" for option, name in names.items()}

    def client(self, port: int, **options: object) -> Redis:
        """Return a client of one server."""
        options = {"ssl": self._tls, **self.trust, **self.certificate, **options}
        return Redis(port=port, password=PASSWORD, host="127.0.0.1", **options)  # type: ignore[arg-type]

    def url(self, ports: list[int], form: str = "", path: str = "", *, certificate: bool = True) -> str:
        """Return the URL of servers: of one, or with a form such as `+cluster` of several."""
        hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
        options = {"socket_timeout": "30", **self.trust, **(self.certificate if certificate else {})}
        return f"redis{'s' * self._tls}{form}://:{PASSWORD}@{hosts}/{path}?{urlencode(options)}"

    def start(self, lines: list[str], *, sentinel: bool = False) -> int:
        """Start a server with these lines of configuration, and return its port."""
        port = free_port()
        folder = self._folder / str(port)
        folder.mkdir()
        config = folder / "redis.conf"
        lines = [*self._port_lines(port), "bind 127.0.0.1", f"dir {folder}", 'save ""', *lines]
        config.write_text("\n".join(lines) + "\n")
        self._lines[port] = [self._program, str(config), *(["--sentinel"] if sentinel else [])], folder
        self.restart(port)
        return port

    def restart(self, port: int) -> None:
        """Start a server again, without its data."""
        line, folder = self._lines[port]
        with (folder / "log").open("ab") as log:
            self._processes[port] = subprocess.Popen(line, stdout=log, stderr=subprocess.STDOUT)

    def kill(self, port: int) -> None:
        """End a server at once."""
        with self._processes.pop(port) as process:  # waits for its end
            process.kill()

    def _port_lines(self, port: int) -> list[str]:
        if not self._tls:
            return [f"port {port}"]
        return [
            "port 0",
            f"tls-port {port}",
            f"tls-cert-file {self._folder}/server.pem",
            f"tls-key-file {self._folder}/server.key",
            f"tls-ca-cert-file {self._folder}/ca.pem",
            "tls-auth-clients yes",
            "tls-replication yes",
            "tls-cluster yes",
        ]

    def kill_all(self) -> None:
        """End all servers."""
        for port in list(self._processes):
            self.kill(port)


@contextmanager
def servers(folder: Path, program: str | None = None) -> Iterator[Servers]:
    """Yield servers that end with the context."""
    started = Servers(folder, program)
    try:
        yield started
    finally:
        started.kill_all()


def wait_until(check: Callable[[], object]) -> None:
    """Wait until a check returns something true. Errors of Redis count as false: the server is not ready."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if check():
                return
        except RedisError:
            pass
        assert time.monotonic() < end, "the servers are not ready"
        time.sleep(0.05)


def start_one(started: Servers) -> int:
    """Start one server, and return its port."""
    port = started.start([f"requirepass {PASSWORD}"])
    wait_until(started.client(port).ping)
    return port


def start_sentinels(started: Servers) -> tuple[int, int, list[int]]:
    """Start a primary, a replica and three Sentinels, and return their ports."""
    passwords = [f"requirepass {PASSWORD}", f"masterauth {PASSWORD}", "repl-diskless-sync-delay 0"]
    primary = started.start(passwords)
    replica = started.start([*passwords, f"replicaof 127.0.0.1 {primary}"])
    wait_until(lambda: started.client(replica).info("replication")["master_link_status"] == "up")
    sentinels = [
        started.start(
            [
                f"requirepass {PASSWORD}",
                f"sentinel sentinel-pass {PASSWORD}",
                f"sentinel monitor service 127.0.0.1 {primary} 2",
                f"sentinel auth-pass service {PASSWORD}",
                "sentinel down-after-milliseconds service 500",
                "sentinel failover-timeout service 3000",
            ],
            sentinel=True,
        )
        for _ in range(3)
    ]

    def know_each_other(port: int) -> bool:
        with started.client(port) as sentinel:
            found = sentinel.sentinel_master("service")
        return bool(found["num-other-sentinels"] == 2 and found["num-slaves"] == 1)

    for port in sentinels:
        wait_until(partial(know_each_other, port))
    return primary, replica, sentinels


def start_cluster(started: Servers) -> list[int]:
    """Start a Cluster of three nodes, and return their ports."""
    ports = [
        started.start(
            [
                f"requirepass {PASSWORD}",
                "cluster-enabled yes",
                f"cluster-port {free_port()}",
                "cluster-node-timeout 2000",
                "cluster-require-full-coverage no",
            ]
        )
        for _ in range(3)
    ]
    for port in ports:
        wait_until(started.client(port).ping)
    nodes: list[Any] = [started.client(port) for port in ports]
    for index, node in enumerate(nodes):
        node.execute_command("CLUSTER ADDSLOTSRANGE", 5462 * index, min(5462 * index + 5461, 16383))
        bus = int(node.config_get("cluster-port")["cluster-port"])
        nodes[0].execute_command("CLUSTER MEET", "127.0.0.1", ports[index], bus)
    for node in nodes:
        wait_until(partial(_is_complete, node))
        node.close()
    return ports


def _is_complete(node: Any) -> bool:
    info = str(node.execute_command("CLUSTER INFO"))
    return all(re.search(rf"{name}\W+{value}\b", info) for name, value in (("known_nodes", 3), ("cluster_state", "ok")))
