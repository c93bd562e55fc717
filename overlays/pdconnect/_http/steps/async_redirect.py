# Source of redirect.py, the synchronous half: run `python -m generator` after each change.
"""One redirect of a file download. Where it may lead is decided in `redirects`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdconnect_api.arguments import Secret

from ..redirects import REDIRECTS, redirected_call, rejected_redirect

if TYPE_CHECKING:
    from ..backend import Response
    from ..call_state import CallState
    from . import AsyncStep


class AsyncRedirectStep:
    """Sends a second request, without credentials, where the service redirects to. It has retries of its own, and the same deadline."""

    def __init__(self, next_step: AsyncStep, base_url: str) -> None:
        self._next = next_step
        self._base_url = base_url

    async def send(self, state: CallState) -> Response:
        """Return the response of the target, or of the service if it does not redirect. Raises ApiError for a redirect that is rejected."""
        response = await self._next.send(state)
        if response.status_code not in REDIRECTS:
            return response
        target = redirected_call(state.call, self._base_url, response)
        state.redirect(target)
        response = await self._next.send(state)
        if response.status_code in REDIRECTS:
            raise rejected_redirect(target, response, "a second redirect is not followed")
        state.tokens += map(Secret, target.hidden)  # messages about the response don't show them
        return response
