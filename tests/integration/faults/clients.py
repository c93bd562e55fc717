"""Run many combinations at a time, with the synchronous client and with the asynchronous client."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

import pdconnect

from .combinations import LONGEST_SLEEP, Combination, Stage

CONCURRENCY = 32
NEXT_CALL_TIMEOUT = 15.0
"""Deadline in seconds of the call that follows, which meets no fault."""


class StageRecordingStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a response that the fault affects; records in the combination when it arrives."""

    def __init__(self, combination: Combination, response: httpx.Response) -> None:
        self._combination = combination
        self._inner = response.stream

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._inner, httpx.SyncByteStream)
        for chunk in self._inner:
            self._combination.record(Stage.BODY)
            yield chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert isinstance(self._inner, httpx.AsyncByteStream)
        async for chunk in self._inner:
            self._combination.record(Stage.BODY)
            yield chunk

    def close(self) -> None:
        assert isinstance(self._inner, httpx.SyncByteStream)
        self._inner.close()

    async def aclose(self) -> None:
        assert isinstance(self._inner, httpx.AsyncByteStream)
        await self._inner.aclose()


class _TrackedSocket(ssl.SSLSocket):
    """Records the socket that a thread created last, so that it can be closed.

    CPython leaves it to the garbage collector if the peer resets the connection before the handshake. The client's own connections close
    it; these tests pass in a client of httpx, which does not.
    """

    last = threading.local()

    def __new__(cls, *args: Any, **kwargs: Any) -> _TrackedSocket:
        made = cls.last.socket = super().__new__(cls)
        return made


class RoutingTransport(httpx.BaseTransport):
    """A transport over real connections that sends each request to the port that its combination selects."""

    def __init__(self, combination: Combination) -> None:
        self._combination = combination
        combination.server.trusted.sslsocket_class = _TrackedSocket
        self._inner = httpx.HTTPTransport(verify=combination.server.trusted, limits=combination.limits())

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._combination.limit_time(request)
        affected = self._combination.affects(request.url)
        if affected:
            self._combination.record(Stage.SENT)
        request.url = self._combination.url(request.url)
        try:
            response = self._inner.handle_request(request)
        except httpx.ConnectError:
            if (made := getattr(_TrackedSocket.last, "socket", None)) is not None:
                made.close()
            raise
        if affected:
            self._combination.record(Stage.HEAD)
            response.stream = StageRecordingStream(self._combination, response)
        return response

    def close(self) -> None:
        self._inner.close()


class AsyncRoutingTransport(httpx.AsyncBaseTransport):
    """A transport over real connections that sends each request to the port that its combination selects."""

    def __init__(self, combination: Combination) -> None:
        self._combination = combination
        self._inner = httpx.AsyncHTTPTransport(verify=combination.server.trusted, limits=combination.limits())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._combination.limit_time(request)
        affected = self._combination.affects(request.url)
        if affected:
            self._combination.record(Stage.SENT)
        request.url = self._combination.url(request.url)
        response = await self._inner.handle_async_request(request)
        if affected:
            self._combination.record(Stage.HEAD)
            response.stream = StageRecordingStream(self._combination, response)
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


def run_in_threads(combinations: Sequence[Combination]) -> None:
    """Run combinations with the synchronous client."""
    with ThreadPoolExecutor(CONCURRENCY) as pool:
        list(pool.map(_run, combinations))


async def run_in_tasks(combinations: Sequence[Combination]) -> None:
    """Run combinations with the asynchronous client."""
    slots = asyncio.Semaphore(CONCURRENCY)

    async def run(combination: Combination) -> None:
        async with slots:
            await _run_async(combination)

    await asyncio.gather(*map(run, combinations))


def _sleep(seconds: float) -> None:
    time.sleep(min(seconds, LONGEST_SLEEP))


async def _async_sleep(seconds: float) -> None:
    await asyncio.sleep(min(seconds, LONGEST_SLEEP))


def _run(combination: Combination) -> None:
    with httpx.Client(transport=RoutingTransport(combination)) as http:
        client = pdconnect.Client(http_client=http, sleep=_sleep, **combination.settings())
        combination.start_fault()
        result, error = None, None
        try:
            result = combination.operation.threads(client)
        except Exception as caught:
            error = caught
        combination.check(result, error)
        combination.end_fault()
        combination.check_afterwards(_error_of_next_call(client))


def _error_of_next_call(client: pdconnect.Client) -> Exception | None:
    try:
        client.with_options(deadline=NEXT_CALL_TIMEOUT, timeout=NEXT_CALL_TIMEOUT).accounts.retrieve("apn_1")
    except Exception as error:
        return error
    return None


async def _run_async(combination: Combination) -> None:
    async with httpx.AsyncClient(transport=AsyncRoutingTransport(combination)) as http:
        client = pdconnect.AsyncClient(http_client=http, sleep=_async_sleep, **combination.settings())
        combination.start_fault()
        result, error = None, None
        try:
            result = await combination.operation.tasks(client)
        except Exception as caught:
            error = caught
        combination.check(result, error)
        combination.end_fault()
        combination.check_afterwards(await _error_of_next_call_async(client))


async def _error_of_next_call_async(client: pdconnect.AsyncClient) -> Exception | None:
    try:
        await client.with_options(deadline=NEXT_CALL_TIMEOUT, timeout=NEXT_CALL_TIMEOUT).accounts.retrieve("apn_1")
    except Exception as error:
        return error
    return None
