"""Use a sandbox in process: synchronous and asynchronous clients without sockets."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from pdconnect import AsyncClient, Client

from .server.app import build_app
from .server.clients import FakeSleep, settings_of, takes_settings_of
from .server.host_check import AllowedHosts
from .server.transports import in_process_transport
from .server.workflows import ServedWorkflows
from .service.service import Service
from .service.workflows import AuthType, Workflows
from .state.clock import AdjustableClock
from .state.state import State
from .wire.http_libraries import RequestHandler, library_of_client
from .wire.webhook_delivery import WebhookSender

_TIMEOUT = 60.0  # seconds, the default of the clients; a test compares the two


class InProcess:
    """The part of a sandbox that works without a server. As a context manager it is closed at the end."""

    def __init__(self, state: State, clock: AdjustableClock, service: Service, webhook_sender: WebhookSender) -> None:
        """Send requests to this service, and advance this clock instead of waiting."""
        self._settings = state.settings
        self._clock = clock
        self._fake_sleep = FakeSleep(clock)
        self._hosts = AllowedHosts(state.settings.allow_hosts)
        self._workflows = Workflows(state, service.request_log, service.mask)
        workflows = ServedWorkflows(self._workflows.respond, service.record_rejected)
        self.app = build_app(state, service, webhook_sender, workflows, self._hosts)
        """The sandbox as an ASGI application."""
        self.transport = in_process_transport(self.app, self._workflows.respond, webhook_sender, clock)
        """A transport to the sandbox, for a client that the tested code builds itself, or to open a connect link:
        `httpx.Client(transport=sandbox.transport)`, and the same with `httpx.AsyncClient` and with the clients of httpx2."""

    @takes_settings_of(Client)
    def client(self, **settings: Any) -> Client:
        """Return a client that reaches this sandbox in process, and no other server.

        Args:
            **settings: Arguments of `pdconnect.Client`. Credentials, project and environment ("development") have
                defaults. The client never waits: it advances the clock of the sandbox, see `waits`.
        """
        library = library_of_client(settings.pop("http_backend", None), "Client")
        complete = settings_of(self._settings, self._clock, self._fake_sleep.sleep, settings)
        return Client(**complete, http_client=library.Client(transport=self.transport, timeout=_TIMEOUT))

    @takes_settings_of(AsyncClient)
    def async_client(self, **settings: Any) -> AsyncClient:
        """Return an asynchronous client, for any event loop; see `client`. It need not be closed."""
        library = library_of_client(settings.pop("http_backend", None), "AsyncClient")
        complete = settings_of(self._settings, self._clock, self._fake_sleep.sleep_async, settings)
        return AsyncClient(**complete, http_client=library.AsyncClient(transport=self.transport, timeout=_TIMEOUT))

    @property
    def waits(self) -> list[float]:
        """Seconds that clients in process would have waited between attempts, oldest first."""
        return list(self._fake_sleep.seconds)

    def add_workflow(self, url_or_endpoint: str, handler: RequestHandler, *, auth_type: AuthType = "none") -> str:
        """Let a function respond as a workflow, for clients in process.

        While the sandbox is served, its URL is `{base_url}/_workflows/` and the endpoint id or the host.

        Args:
            url_or_endpoint: The endpoint id (`en…`, `eo…`), or a URL, whose host identifies the workflow.
            handler: Receives each request and returns the response, of httpx or of httpx2. The request is one of httpx, unless
                the annotation of the function says `httpx2.Request`.
            auth_type: "oauth" requires an access token of this sandbox.

        Returns:
            The URL of the workflow.

        Raises:
            ValueError: The argument is neither an endpoint id nor an https URL.
        """
        return self._workflows.add(url_or_endpoint, handler, auth_type)

    def _clear_added(self) -> None:
        self._fake_sleep.seconds.clear()
        self._workflows.clear()

    def close(self) -> None:
        """Reject all later requests of clients in process."""
        self.transport.closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
