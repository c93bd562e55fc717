"""The sandbox as its users hold it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

import httpx

from pdconnect.sandbox._app import build_app
from pdconnect.sandbox._connecting import Connecting, connect
from pdconnect.sandbox._document import bundled
from pdconnect.sandbox._emitting import emit
from pdconnect.sandbox._handlers import HANDLERS
from pdconnect.sandbox._ids import Ids
from pdconnect.sandbox._ledger import Entry
from pdconnect.sandbox._posting import Delivery, Poster
from pdconnect.sandbox._records import Account
from pdconnect.sandbox._registry import Registry
from pdconnect.sandbox._service import Service
from pdconnect.sandbox._serving import Served, serve
from pdconnect.sandbox._state import Settings, State
from pdconnect.sandbox._types import JsonObject, Refusal
from pdconnect.sandbox._upstreams import UPSTREAMS, Upstream


class Sandbox:
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
        webhook_transport: httpx.AsyncBaseTransport | None = None,
        upstreams: Mapping[str, Callable[[httpx.Request], httpx.Response]] | None = None,
    ) -> None:
        """Start empty. The same seed and the same requests give the same ids; `clock` tells unix
        seconds; `strict` turns an own answer that the description does not allow into a 500.

        `webhook_transport` carries the webhook requests, in place of the network. `upstreams` answer what the proxy
        sends to an app, by its name slug, in place of the example APIs.
        """
        document = bundled()
        self.settings = Settings(
            project_id=project_id,
            project_name=project_name,
            client_id=client_id,
            client_secret=client_secret,
            token_lifetime=token_lifetime,
            seed=seed,
        )
        self._state = State(self.settings, clock, Ids(seed), Registry(), document.scopes)
        self._state.upstreams = {**UPSTREAMS, **{slug: _upstream(answer) for slug, answer in (upstreams or {}).items()}}
        self._state.keep_secret(client_secret)
        self._service = Service(self._state, document, HANDLERS, strict=strict)
        self._poster = Poster(clock, webhook_transport, self._service.check_post)
        self.app = build_app(self._state, self._service, self._poster)

    @property
    def ledger(self) -> list[Entry]:
        """All requests so far, oldest first, credentials masked."""
        return list(self._service.ledger)

    @property
    def executions(self) -> list[Entry]:
        """Those requests that were carried out and changed or did something."""
        return [entry for entry in self._service.ledger if entry.executed]

    @property
    def deliveries(self) -> list[Delivery]:
        """All webhook requests the sandbox has made so far, oldest first, as they went over the wire."""
        return list(self._poster.deliveries)

    def connect_account(
        self,
        *,
        app: str,
        external_user_id: str,
        environment: str = "development",
        credentials: JsonObject | None = None,
        name: str | None = None,
        oauth_app_id: str | None = None,
    ) -> Account:
        """Connect an account as the end user would; credentials are made up if none are given."""
        wanted = Connecting(app, external_user_id, credentials, name, oauth_app_id)
        place = self._state.home.places.get(environment)
        if place is None:
            raise ValueError(f"environment: must be {' or '.join(self._state.home.places)}")
        try:
            return connect(self._state, place, wanted)
        except Refusal as refusal:
            raise ValueError(str(refusal)) from None

    def emit(self, trigger_id: str, payload: Any, *, summary: str | None = None) -> list[Delivery]:
        """Emit an event of a deployed trigger, and return the webhook requests that were made for it.

        They go to the trigger's own webhooks, or to that of the project environment where it has none, before this
        returns. A receiver that fails is no error here; see `error` of the deliveries.
        """
        try:
            _, posts = emit(self._state, trigger_id, payload, summary)
        except Refusal as refusal:
            raise ValueError(str(refusal)) from None
        # In a thread of its own, as the caller may be inside an event loop.
        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(asyncio.run, self._poster.deliver(posts)).result()

    def serve(self, *, host: str = "127.0.0.1", port: int = 0) -> AbstractContextManager[Served]:
        """Listen on a real socket while the context lasts; port 0 takes any free port."""
        return serve(self.app, host, port)


def _upstream(answer: Callable[[httpx.Request], httpx.Response]) -> Upstream:
    return lambda visit: answer(visit.request)
