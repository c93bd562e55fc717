# Generated from async_auth.py. Do not edit: change that file and run `python -m generator`.
"""The access token of a request, and one renewal if the service rejects it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._auth.token_source import TokenSource
    from ..backend import Response
    from ..call_state import CallState
    from . import Step

MIN_TOKEN_AGE = 60.0
"""Seconds. A 401 that may be an app's own, as behind the proxy, replaces a token at most once in this time."""


class AuthStep:
    """Adds the access token, and sends the request once more with a new one after a 401."""

    def __init__(self, next_step: Step, tokens: TokenSource) -> None:
        self._next = next_step
        self._tokens = tokens
        self._accepted: str | None = None
        """The last token that got a response other than a 401. If a 401 follows, the token may have expired."""

    def send(self, state: CallState) -> Response:
        """Return the response, or raise the error of the request or of the token request."""
        state.begin_attempt()
        if not state.call.operation.authenticated:
            return self._next.send(state)
        token = self._tokens.token()
        response = self._send(state, token)
        if response.status_code != 401:
            self._accepted = token
            return response
        if not state.may_renew_token:
            return response
        min_age = 0.0 if state.call.status_is_from_service else MIN_TOKEN_AGE
        try:
            renewed = self._tokens.replace(token, min_age=min_age, was_accepted=token == self._accepted)
        except BaseException:
            response.close()
            raise
        if renewed is None:
            return response
        response.close()
        return self._send(state, renewed)

    def _send(self, state: CallState, token: str) -> Response:
        state.token = token
        state.tokens.append(token)
        return self._next.send(state)
