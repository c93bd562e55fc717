"""What every command works with: the options that all of them take, the client, and the way out."""

from __future__ import annotations

from contextlib import ExitStack
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import typer

import pdconnect

from .credentials.client_settings import ClientSettings, resolve_client_settings
from .output.streams import Output
from .system import System


class EnvironmentName(StrEnum):
    """The environments."""

    development = "development"
    production = "production"


class GlobalOptions(NamedTuple):
    """The options that every command takes, each None where it was not given."""

    profile: str | None = None
    project_id: str | None = None
    environment: EnvironmentName | None = None
    base_url: str | None = None

    def over(self, other: GlobalOptions) -> GlobalOptions:
        """These options, and where one was not given that of `other`."""
        return self._replace(**{name: value for name, value in other._asdict().items() if getattr(self, name) is None})


class Session:
    """One run of one command."""

    def __init__(self, shared: GlobalOptions, system: System, output: Output) -> None:
        self.global_options = shared
        self.system = system
        self.output = output
        self._closing = ExitStack()

    @classmethod
    def from_context(cls, ctx: typer.Context, own: GlobalOptions) -> Session:
        """The session of a command: its own options count before those in front of its name."""
        root = ctx.find_root()
        in_front = GlobalOptions(**{name: root.params.get(name) for name in GlobalOptions._fields})
        system = root.obj if isinstance(root.obj, System) else System()
        session = cls(own.over(in_front), system, Output())
        ctx.call_on_close(session.close)
        return session

    @cached_property
    def client(self) -> pdconnect.Client:
        """The client. Raises ConfigurationError where no credentials are to be had."""
        return self.new_client()

    @cached_property
    def settings(self) -> ClientSettings:
        """Where the client's settings come from. Raises ConfigurationError where no credentials are to be had."""
        return resolve_client_settings(*self.global_options)

    def new_client(self, *, max_retries: int | None = None, timeout: float | None = None) -> pdconnect.Client:
        """A client with these settings, closed when the command ends. Raises ConfigurationError."""
        for note in self.settings.notes:
            self.output.note(note)
        client = self.settings.client(self.system.http_client, max_retries=max_retries, timeout=timeout)
        return self._closing.enter_context(client)

    def close(self) -> None:
        """Close what was opened."""
        self._closing.close()
