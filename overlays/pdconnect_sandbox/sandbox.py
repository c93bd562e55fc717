"""The `Sandbox` class: a local simulation of the service, for tests and development."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve

from .app_apis import UPSTREAMS
from .apps import COMPONENTS, UNKNOWN_PROP_TYPE, Registry
from .controls import Controls
from .environment_variables import environment_variables
from .factories import Factories, as_upstream
from .handlers import HANDLERS
from .in_process import InProcess
from .persistence.persister import persist_state
from .server.serve import Served, serve
from .service.rate_limits import LimitsWanted, effective_limits
from .service.request_log import RecordedRequest, calls_of
from .service.service import Service
from .service.workflows import OPERATIONS
from .spec.document import bundled
from .state.clock import AdjustableClock
from .state.state import Settings, State
from .triggers.emit import emit
from .wire.http_libraries import HttpTransport, RequestHandler
from .wire.ids import DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Ids
from .wire.webhook_delivery import Delivery, WebhookSender


class Sandbox(Factories, InProcess, Controls):
    """A local simulation of the service. It has state, and checks every request and response against the specification."""

    def __init__(
        self,
        *,
        project_id: str = "proj_sandbox",
        project_name: str = "Sandbox",
        client_id: str = DEFAULT_CLIENT_ID,
        client_secret: str = DEFAULT_CLIENT_SECRET,
        token_lifetime: int = 3600,
        clock: Callable[[], float] = time.time,
        seed: int = 0,
        strict: bool = False,
        check_responses: bool = True,
        rate_limits: LimitsWanted = False,
        development_users: int | None = 10,
        projects: Sequence[str] = (),
        state: str | PathLike[str] | None = None,
        webhook_transport: HttpTransport | None = None,
        upstreams: Mapping[str, RequestHandler] | None = None,
        allow_hosts: Sequence[str] = (),
        allow_delivery: Sequence[str] = (),
        redirect_downloads: bool = False,
        unknown_prop_type: bool = False,
    ) -> None:
        """Start empty, or with the contents of the state file.

        Args:
            project_id: The sandbox's own project, which clients in process use.
            project_name: Display name of this project.
            client_id: Id of the OAuth client of the workspace.
            client_secret: Secret of the OAuth client.
            token_lifetime: Seconds for which an access token is valid.
            clock: Returns the time in Unix seconds.
            seed: Determines all ids and generated data: the same seed and the same requests give the same results.
            strict: Reject requests with query parameters, or fields of the body, that the operation does not have, in place of
                ignoring them. The request log lists them as `ignored_query` and `ignored_body` in any case.
            check_responses: Check each response of the sandbox against the specification, and raise `SpecMismatchError` if
                it does not fit. False saves time.
            rate_limits: True applies the limits of the vendor's reference. A mapping changes limits by name:
                `{"account_reads": 5}` sets the number of requests, `{"account_reads": (5, 10.0)}` also the window in
                seconds. False applies no limits.
            development_users: Maximum number of external users that the API creates in each development environment; None
                for no limit. `add_account` is not limited.
            projects: Ids of further projects of the workspace. The API can create more.
            state: Path of a file in which the state is saved, so that the next sandbox continues from it. The request log
                is not saved. `close` closes the file.
            webhook_transport: A transport of httpx or httpx2 that sends the webhook requests. Without it they are sent over
                the network while the sandbox is served, and only recorded otherwise.
            upstreams: Functions that respond to requests which the proxy sends to apps, by name slug of the app. They
                replace the example APIs. See `add_upstream`.
            allow_hosts: Further hosts under which clients can reach the served sandbox (`sandbox`, `sandbox:8080`; `*` for
                all), in addition to loopback and the address that it listens on. Requests with another `Host` header are rejected,
                as they can come from a page of another site.
            allow_delivery: Hosts to which the served sandbox sends webhook requests, in addition to loopback (`example.com`,
                `example.com:8443`; `*` for all). Those to other hosts are only recorded.
            redirect_downloads: Respond to the download of a file with status 302 and the URL of the file, which takes no
                token. Else the response contains the file.
            unknown_prop_type: Add the component `sandbox_utils-unknown-prop-type`. It has a type of prop that no client
                knows, to test how a client reads it.

        Raises:
            ValueError: The state file belongs to another sandbox or is in use, or an argument is invalid.
        """
        document = bundled()
        self.settings = Settings(
            project_id=project_id,
            project_name=project_name,
            client_id=client_id,
            client_secret=client_secret,
            token_lifetime=token_lifetime,
            seed=seed,
            further_projects=tuple(projects),
            development_users=development_users,
            allow_hosts=tuple(allow_hosts),
            allow_delivery=tuple(allow_delivery),
            redirect_downloads=redirect_downloads,
        )
        sandbox_clock = AdjustableClock(clock)
        handlers = {slug: as_upstream(handler) for slug, handler in (upstreams or {}).items()}
        sandbox_state = State(
            self.settings,
            sandbox_clock,
            Ids(seed),
            Registry(components=(*COMPONENTS, *UNKNOWN_PROP_TYPE) if unknown_prop_type else COMPONENTS),
            document.scopes,
            {**UPSTREAMS, **handlers},
        )
        limits = effective_limits(document.rate_limits, rate_limits)
        self._service = Service(
            sandbox_state, document, HANDLERS, strict=strict, check_responses=check_responses, rate_limits=limits
        )
        self._webhook_sender = WebhookSender(
            sandbox_clock, webhook_transport, self._service.check_webhook_request, self.settings.allow_delivery
        )
        Factories.__init__(self, sandbox_state, self._service.schemas)
        InProcess.__init__(self, sandbox_state, sandbox_clock, self._service, self._webhook_sender)
        Controls.__init__(self, sandbox_state, self._service, self._webhook_sender)
        self._operations = frozenset((*(operation.id for operation in document.operations), *OPERATIONS))
        self._persister = None if state is None else persist_state(sandbox_state, Path(state))

    @property
    def now(self) -> float:
        """The time of the sandbox, in Unix seconds."""
        return self._clock()

    @property
    def request_log(self) -> list[RecordedRequest]:
        """All requests that have reached the service so far, oldest first, with credentials masked."""
        return [record for record in self._service.request_log if not record.before_service]

    def calls(self, name: str | None = None) -> list[RecordedRequest]:
        """Return the requests so far, oldest first, with credentials masked.

        Args:
            name: Only requests of one operation: the method of the client (`actions.run`) or the operation id in the
                specification (`actions_run`).

        Raises:
            ValueError: There is no such operation.
        """
        return self.request_log if name is None else calls_of(self._service.request_log, name, self._operations)

    @property
    def executions(self) -> list[RecordedRequest]:
        """The requests that were executed and had an effect, oldest first."""
        return [entry for entry in self._service.request_log if entry.executed]

    @property
    def deliveries(self) -> list[Delivery]:
        """All webhook requests so far, oldest first, as they were sent."""
        return list(self._webhook_sender.deliveries)

    def emit(self, trigger_id: str, payload: Any, *, summary: str | None = None) -> list[Delivery]:
        """Emit an event of a deployed trigger, and send its webhook requests.

        They go to the webhooks of the trigger, or to the webhook of the project environment if the trigger has none.

        Args:
            trigger_id: Id of the deployed trigger.
            payload: JSON value of the event.
            summary: One line that describes the event.

        Returns:
            The webhook requests, after they were sent. If a receiver fails, `error` of its delivery says so.

        Raises:
            ValueError: There is no such trigger, it is not active, or the payload is not JSON.
        """
        with self._locked():
            _, webhook_requests = emit(self._state, trigger_id, payload, summary)
        return self._webhook_sender.deliver_now(webhook_requests)

    def reset(self) -> None:
        """Restore the initial state, including the clock and the sequence of ids."""
        super().reset()
        self._clear_added()

    def close(self) -> None:
        """Reject all later requests, and close the state file."""
        super().close()
        if self._persister is not None:
            self._persister.close()

    @contextmanager
    def serve(self, *, host: str = "127.0.0.1", port: int = 0, tls: bool = False) -> Generator[Served]:
        """Listen on a socket while the context lasts.

        Args:
            host: Address to listen on.
            port: Port to listen on; 0 for any free port.
            tls: Serve HTTPS only, with a certificate that is generated for this server. Clients must trust the `ca_file`
                of the returned object.
        """
        self._hosts.bound.append(host.lower())
        try:
            server = serve(self.app, host, port, self._service.record_rejected, tls=tls)
            with self._webhook_sender.online(), server as served, self._timer_thread():
                yield evolve(served, environment_variables=self._environment_variables(served))
        finally:
            self._hosts.bound.remove(host.lower())

    def _environment_variables(self, served: Served) -> dict[str, str]:
        trust = ("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS") if served.ca_file else ()
        own = environment_variables(self.settings, served.base_url, self.settings.client_secret)
        return {**own, **dict.fromkeys(trust, str(served.ca_file))}
