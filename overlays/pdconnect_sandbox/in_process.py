"""The part of a sandbox that runs it in process: clients for threads and for tasks, and no socket."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import httpx

from pdconnect import AsyncClient, Client

from .server.app import build_app
from .server.clients import FakeSleep, settings_of, takes_settings_of
from .server.transports import InProcessTransport
from .server.workflows import ServedWorkflows
from .service.service import Service
from .service.workflows import AuthType, WorkflowAnswer, Workflows
from .state.clock import AdjustableClock
from .state.state import State
from .wire.webhook_delivery import WebhookSender

_TIMEOUT = 60.0  # seconds, the default of the clients; a test compares the two


class InProcess:
    """A sandbox without a server. Used as a context, it is closed at the end of it."""

    def __init__(self, state: State, clock: AdjustableClock, service: Service, webhook_sender: WebhookSender) -> None:
        """Carry requests to this service, and move this clock on in place of waiting."""
        self._settings = state.settings
        self._clock = clock
        self._fake_sleep = FakeSleep(clock)
        self._workflows = Workflows(state, service.request_log, service.mask)
        self.app = build_app(state, service, webhook_sender, ServedWorkflows(self._workflows.answer))
        """The sandbox as an ASGI application."""
        self.transport = InProcessTransport(self.app, self._workflows.answer, webhook_sender, clock)
        """An httpx transport to the sandbox, for a client that the tested code makes itself, or to open a connect link:
        `httpx.Client(transport=sandbox.transport)`, and the same with `httpx.AsyncClient`."""

    @takes_settings_of(Client)
    def client(self, **settings: Any) -> Client:
        """Return a client that reaches this sandbox in process, and nothing else.

        Args:
            **settings: Those of `pdconnect.Client`. Credentials, project and environment ("development") are filled in.
                Its waits take no time: they move the clock of the sandbox on, see `waits`.
        """
        whole = settings_of(self._settings, self._clock, self._fake_sleep.sleep, settings)
        return Client(**whole, http_client=httpx.Client(transport=self.transport, timeout=_TIMEOUT))

    @takes_settings_of(AsyncClient)
    def async_client(self, **settings: Any) -> AsyncClient:
        """Return a client for tasks, of whatever event loop: see `client`. It may be dropped without being closed."""
        whole = settings_of(self._settings, self._clock, self._fake_sleep.sleep_async, settings)
        return AsyncClient(**whole, http_client=httpx.AsyncClient(transport=self.transport, timeout=_TIMEOUT))

    @property
    def waits(self) -> list[float]:
        """The seconds that clients in process would have waited between attempts, oldest first."""
        return list(self._fake_sleep.seconds)

    def add_workflow(self, url_or_endpoint: str, answer: WorkflowAnswer, *, auth_type: AuthType = "none") -> str:
        """Let a function answer in place of a workflow, for clients in process.

        While the sandbox is served, others find it at `{base_url}/_workflows/` and the endpoint's id or the host.

        Args:
            url_or_endpoint: The endpoint's id (`en…`, `eo…`), or a URL, of which the host counts.
            answer: Gets each request and returns the answer.
            auth_type: With "oauth", only an access token of this sandbox is let in.

        Returns:
            The URL of the workflow.

        Raises:
            ValueError: This can be neither an endpoint's id nor an https URL.
        """
        return self._workflows.add(url_or_endpoint, answer, auth_type)

    def _forget_what_was_added(self) -> None:
        self._fake_sleep.seconds.clear()
        self._workflows.clear()

    def close(self) -> None:
        """Refuse whatever comes from clients in process after this."""
        self.transport.closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
