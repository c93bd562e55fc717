"""The sandbox as its users hold it."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

from .app_apis import UPSTREAMS
from .apps import Registry
from .controls import Controls
from .factories import AppAnswer, Factories, as_upstream
from .handlers import HANDLERS
from .in_process import InProcess
from .persistence.persister import persist_state
from .server.serve import Served, serve
from .service.rate_limits import LimitsWanted, limits_in_force
from .service.request_log import RecordedRequest, calls_of
from .service.service import Service
from .service.workflows import OPERATIONS
from .spec.document import bundled
from .state.clock import AdjustableClock
from .state.state import Settings, State
from .triggers.emit import emit
from .wire.ids import Ids
from .wire.webhook_delivery import Delivery, WebhookSender, WebhookTransport


class Sandbox(Factories, InProcess, Controls):
    """A stand-in for the service that keeps state and checks every request and answer."""

    def __init__(
        self,
        *,
        project_id: str = "proj_sandbox",
        project_name: str = "Sandbox",
        client_id: str = "sandbox-client",
        client_secret: str = "sandbox-secret",
        token_lifetime: int = 3600,
        clock: Callable[[], float] = time.time,
        seed: int = 0,
        strict: bool = True,
        rate_limits: LimitsWanted = False,
        development_users: int | None = 10,
        projects: Sequence[str] = (),
        state: str | PathLike[str] | None = None,
        webhook_transport: WebhookTransport | None = None,
        upstreams: Mapping[str, AppAnswer] | None = None,
    ) -> None:
        """Start empty, or where the state file ends.

        Args:
            project_id: The sandbox's own project, which clients in process use.
            project_name: Its name for people.
            client_id: The OAuth client of the workspace.
            client_secret: The secret of that.
            token_lifetime: Seconds that an access token is good for.
            clock: Tells unix seconds.
            seed: Decides all ids and made-up data: the same seed and the same requests give the same ones.
            strict: Checks each own answer against the description; one that does not fit raises `SpecMismatchError`. False
                saves the time.
            rate_limits: True for the limits of the reference, or figures by their names: `{"account_reads": 5}`, or with
                seconds `{"account_reads": (5, 10.0)}`. False for none.
            development_users: How many external users may come to be through the API in each development environment;
                None for as many as want to. `add_account` is not held to it.
            projects: The ids of further projects of the workspace. More can be made through the API.
            state: A file that keeps everything, but the request log, from one run to the next. `close` closes it.
            webhook_transport: Carries the webhook requests. Without one they go over the network while the sandbox is
                served, and are only written down while it is not.
            upstreams: What answers the requests that the proxy sends to apps, by their name slugs, in place of the
                example APIs.

        Raises:
            ValueError: The state file is another sandbox's or in use, or a figure cannot be.
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
        )
        moving = AdjustableClock(clock)
        answers = {**UPSTREAMS, **{slug: as_upstream(answer) for slug, answer in (upstreams or {}).items()}}
        held = State(self.settings, moving, Ids(seed), Registry(), document.scopes, answers)
        limits = limits_in_force(document.rate_limits, rate_limits)
        self._service = Service(held, document, HANDLERS, strict=strict, rate_limits=limits)
        self._webhook_sender = WebhookSender(moving, webhook_transport, self._service.check_webhook_request)
        Factories.__init__(self, held, self._service.schemas)
        InProcess.__init__(self, held, moving, self._service, self._webhook_sender)
        Controls.__init__(self, held, self._service, self._webhook_sender)
        self._operations = frozenset((*(operation.id for operation in document.operations), *OPERATIONS))
        self._persister = None if state is None else persist_state(held, Path(state))

    @property
    def now(self) -> float:
        """The time of the sandbox, in unix seconds."""
        return self._clock()

    @property
    def request_log(self) -> list[RecordedRequest]:
        """All requests so far, oldest first, credentials masked."""
        return list(self._service.request_log)

    def calls(self, name: str | None = None) -> list[RecordedRequest]:
        """Return the requests so far, oldest first, credentials masked.

        Args:
            name: Only those of one operation, by the client's method (`actions.run`) or by the operation's id in the
                description (`actions_run`).

        Raises:
            ValueError: There is no such operation, so that none can ever have been called.
        """
        return self.request_log if name is None else calls_of(self._service.request_log, name, self._operations)

    @property
    def executions(self) -> list[RecordedRequest]:
        """Those requests that were carried out and changed or did something."""
        return [entry for entry in self._service.request_log if entry.executed]

    @property
    def deliveries(self) -> list[Delivery]:
        """All webhook requests the sandbox has made so far, oldest first, as they went over the wire."""
        return list(self._webhook_sender.deliveries)

    def emit(self, trigger_id: str, payload: Any, *, summary: str | None = None) -> list[Delivery]:
        """Emit an event of a deployed trigger, and return the webhook requests that were made for it.

        They go to the trigger's own webhooks, or to that of the project environment where it has none, before this
        returns. A receiver that fails is no error here; see `error` of the deliveries.
        """
        with self._alone():
            _, webhook_requests = emit(self._state, trigger_id, payload, summary)
        return self._webhook_sender.deliver_now(webhook_requests)

    def reset(self) -> None:
        """Forget everything: back to how the sandbox was made, its time and its made-up ids included."""
        super().reset()
        self._forget_what_was_added()

    def close(self) -> None:
        """Refuse whatever comes after this, and close the state file."""
        super().close()
        if self._persister is not None:
            self._persister.close()

    @contextmanager
    def serve(self, *, host: str = "127.0.0.1", port: int = 0, tls: bool = False) -> Generator[Served]:
        """Listen on a real socket while the context lasts; port 0 takes any free port.

        With `tls` the sandbox speaks HTTPS, and only that, with a certificate made for the occasion; clients have to
        trust the `ca_file` of what this gives.
        """
        with self._webhook_sender.online(), serve(self.app, host, port, tls=tls) as served, self._timer_thread():
            yield served
