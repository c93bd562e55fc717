"""The sandbox as its users hold it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from pdconnect.sandbox._app import build_app
from pdconnect.sandbox._connecting import Connecting, connect
from pdconnect.sandbox._document import bundled
from pdconnect.sandbox._handlers import HANDLERS
from pdconnect.sandbox._ids import Ids
from pdconnect.sandbox._ledger import Entry
from pdconnect.sandbox._registry import Registry
from pdconnect.sandbox._service import Service
from pdconnect.sandbox._serving import Served, serve
from pdconnect.sandbox._state import Account, Settings, State
from pdconnect.sandbox._types import JsonObject, Refusal


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
    ) -> None:
        """Start empty. The same seed and the same requests give the same ids; `clock` tells unix
        seconds; `strict` turns an own answer that the description does not allow into a 500.
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
        self._state.keep_secret(client_secret)
        self._service = Service(self._state, document, HANDLERS, strict=strict)
        self.app = build_app(self._state, self._service)

    @property
    def ledger(self) -> list[Entry]:
        """All requests so far, oldest first, credentials masked."""
        return list(self._service.ledger)

    @property
    def executions(self) -> list[Entry]:
        """Those requests that were carried out and changed or did something."""
        return [entry for entry in self._service.ledger if entry.executed]

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
        try:
            return connect(self._state, environment, wanted)
        except Refusal as refusal:
            raise ValueError(str(refusal)) from None

    def serve(self, *, host: str = "127.0.0.1", port: int = 0) -> AbstractContextManager[Served]:
        """Listen on a real socket while the context lasts; port 0 takes any free port."""
        return serve(self.app, host, port)
