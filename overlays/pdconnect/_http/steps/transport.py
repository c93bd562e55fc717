# Generated from async_transport.py. Do not edit: change that file and run `python -m generator`.
"""Sending a request, and reading the body of its response."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from ..._logging import redact_logged_urls
from ..body import CapturingStream
from ..errors import transport_error

if TYPE_CHECKING:
    from ..call_state import CallState
    from ..connections import Connections


class TransportStep:
    """Sends the request over a connection. The last step."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def send(self, state: CallState) -> httpx.Response:
        """Return the response, with its body unless the caller reads that. Raises TransportError."""
        transport = self._connections.transport()
        before, state.captured = state.requests_sent, None
        try:
            with redact_logged_urls(state.call.secrets):
                response = transport.send(state.request, state)
        except (
            httpx.HTTPStatusError
        ) as error:  # from an event hook of the caller's client, which has closed the response
            return error.response
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            failure = transport_error(state.call, error)
            if not failure.sent:
                state.requests_sent = before
            raise failure from error
        return _read_body(state, response) if state.reads_body(response) else response


def _read_body(state: CallState, response: httpx.Response) -> httpx.Response:
    captured = state.captured = CapturingStream(response, state.check_deadline)
    try:
        if captured.is_compressed_error:
            for _ in response.iter_raw():
                pass
            response.close()
            response = captured.decompressed_response(response)
        else:
            response.read()
    except httpx.HTTPError as error:
        response.close()
        raise transport_error(state.call, error, response, captured.content) from error
    except BaseException:
        response.close()
        raise
    captured.release()
    return response
