# Generated from async_transport.py. Do not edit: change that file and run `python -m generator`.
"""Sending a request, and reading the body of its response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._exceptions import ResponseTooLargeError
from ..._logging import redact_library_logs
from ..body import BodyReader
from ..errors import is_failure, transport_error, with_call, with_part

if TYPE_CHECKING:
    from ..backend import Backend, Response
    from ..call_state import CallState
    from ..connections import Connections


class TransportStep:
    """Sends the request over a connection. The last step."""

    def __init__(self, connections: Connections, max_response_bytes: int | None) -> None:
        self._connections = connections
        self._max_response_bytes = max_response_bytes

    def send(self, state: CallState) -> Response:
        """Return the response, with its body unless the caller reads that. Raises TransportError and ResponseTooLargeError."""
        transport = self._connections.transport()
        backend = transport.backend
        before, state.body = state.requests_sent, None
        try:
            with redact_library_logs(backend, state.call.secrets):
                response = transport.send(state.request, state)
        except backend.HTTPStatusError as error:
            return error.response  # raised by an event hook of the caller's client, which has closed the response
        except Exception as error:
            if not is_failure(backend, error):
                raise
            failure = transport_error(state.call, error)
            if not failure.sent:
                state.requests_sent = before
            raise failure from error
        if state.reads_body(response):
            _read_body(backend, state, response, self._max_response_bytes)
        return response


def _read_body(backend: Backend, state: CallState, response: Response, limit: int | None) -> None:
    body = state.body = BodyReader(backend, response, state.check_deadline, limit)
    try:
        body.read()
    except ResponseTooLargeError as error:
        response.close()
        error.attempts = state.attempt
        raise with_call(with_part(error, response, body.content), state.call) from None
    except Exception as error:
        response.close()
        if not is_failure(backend, error):
            raise
        if isinstance(error, backend.RequestError):
            error.request = response.request
        raise transport_error(state.call, error, response, body.content) from error
    except BaseException:
        response.close()
        raise
