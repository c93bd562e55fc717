"""The steps of a call, one per module. Each knows only the next one: see `_http/pipeline`, which puts them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # defining protocols takes longer than everything else here
    from typing import Protocol

    from ..backend import Response
    from ..call_state import CallState

    class Step(Protocol):
        """A step of the synchronous client."""

        def send(self, state: CallState) -> Response:
            """Return the response, or raise one of our errors."""
            ...

    class AsyncStep(Protocol):
        """A step of the asynchronous client."""

        async def send(self, state: CallState) -> Response:
            """Return the response, or raise one of our errors."""
            ...
