# Source of workflows.py, the synchronous half: run `python -m generator` after each change.
"""`client.workflows`: start your workflows by their HTTP trigger, as yourself or for one of your users.

A workflow has a host of its own, so these methods are written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from pdconnect_api.http_types import HttpResponse

from .._config import Settings
from .._http.raw_call import AsyncRawSender
from .workflow_request import AuthType, Invocation, invocation_call


class AsyncWorkflows:
    """Your workflows, started by their HTTP trigger."""

    def __init__(self, send: AsyncRawSender, settings: Settings) -> None:
        self._send = send
        self._settings = settings

    async def invoke(
        self,
        url_or_endpoint: str,
        *,
        method: str = "POST",
        body: object = None,
        headers: Mapping[str, str] | None = None,
        auth_type: AuthType = "none",
    ) -> HttpResponse:
        """Start a workflow.

        Args:
            url_or_endpoint: The endpoint's id (`en…`, `eo…`), or its URL with path and query.
            method: The HTTP method.
            body: The body: a string or bytes as they are, anything else as JSON.
            headers: Headers for the workflow.
            auth_type: "none", "static_bearer_token" (with an Authorization header in `headers`) or "oauth" (this client's access token).

        Returns:
            The workflow's response.

        Raises:
            InvalidArgumentError: An argument is wrong; nothing was sent.
            ApiError: The workflow responded with an error status; a subclass by the status.
            TransportError: There was no response.
        """
        invocation = Invocation(url_or_endpoint, method, body, headers, auth_type)
        del url_or_endpoint, body, headers  # tracebacks can show local variables
        sent = await self._send(invocation_call(self._settings, invocation))
        return sent.response

    async def invoke_for_external_user(
        self,
        url_or_endpoint: str,
        external_user_id: str,
        *,
        method: str = "POST",
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """Start a workflow with the accounts of one of your users, authenticated by this client's access token: see `invoke`."""
        invocation = Invocation(url_or_endpoint, method, body, headers, "oauth", external_user_id)
        del url_or_endpoint, body, headers  # tracebacks can show local variables
        sent = await self._send(invocation_call(self._settings, invocation))
        return sent.response
