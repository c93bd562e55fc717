"""Waiting, in a thread or in a task."""

from __future__ import annotations

from time import sleep


async def async_sleep(seconds: float) -> None:
    """Wait without blocking the event loop, asyncio's or trio's."""
    from anyio import sleep as anyio_sleep  # slow to import, and a synchronous program does not need it

    await anyio_sleep(seconds)


__all__ = ["async_sleep", "sleep"]
