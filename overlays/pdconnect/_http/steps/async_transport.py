# Source of transport.py, the synchronous half: run `python -m generator` after each change.
"""Sending a request, and reading the body of its response."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from ..._logging import redact_logged_urls
from ..body import CapturingStream
from ..errors import transport_error

if TYPE_CHECKING:
    from ..async_connections import AsyncConnections
    from ..call_state import CallState


class AsyncTransportStep:
    """Sends the request over a connection. The last step."""

    def __init__(self, connections: AsyncConnections) -> None:
        self._connections = connections

    async def send(self, state: CallState) -> httpx.Response:
        """Return the response, with its body unless the caller reads that. Raises TransportError."""
        transport = await self._connections.transport()
        before, state.captured = state.requests_sent, None
        try:
            with redact_logged_urls(state.call.secrets):
                response = await transport.send(state.request, state)
        except (
            httpx.HTTPStatusError
        ) as error:  # from an event hook of the caller's client, which has closed the response
            return error.response
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            failure = transport_error(state.call, error)
            if not failure.sent:
                state.requests_sent = before
            raise failure from error
        return await _read_body(state, response) if state.reads_body(response) else response


async def _read_body(state: CallState, response: httpx.Response) -> httpx.Response:
    captured = state.captured = CapturingStream(response, state.check_deadline)
    try:
        if captured.is_compressed_error:
            async for _ in response.aiter_raw():
                pass
            await response.aclose()
            response = captured.decompressed_response(response)
        else:
            await response.aread()
    except httpx.HTTPError as error:
        await response.aclose()
        raise transport_error(state.call, error, response, captured.content) from error
    except BaseException:
        await response.aclose()
        raise
    captured.release()
    return response
