"""Ending a read or write that blocks in another thread."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .backend import NetworkStream


def shut_down(stream: NetworkStream | None) -> None:
    """Shut down the socket of a stream of httpcore, if it has one."""
    connected: socket.socket | None = None if stream is None else stream.get_extra_info("socket")
    if connected is not None:
        with suppress(OSError):  # it has been closed meanwhile
            connected.shutdown(socket.SHUT_RDWR)
