"""What every command works with: the options that all of them take, the client, and the way out."""

from __future__ import annotations

from contextlib import ExitStack
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import typer

import pdconnect

from .output import Output
from .settings import ClientSettings, client_settings
from .system import World


class EnvironmentName(StrEnum):
    """The environments."""

    development = "development"
    production = "production"


class Shared(NamedTuple):
    """The options that every command takes, each None where it was not given."""

    profile: str | None = None
    project_id: str | None = None
    environment: EnvironmentName | None = None
    base_url: str | None = None

    def over(self, other: Shared) -> Shared:
        """These options, and where one was not given that of `other`."""
        return self._replace(**{name: value for name, value in other._asdict().items() if getattr(self, name) is None})


class Session:
    """One run of one command."""

    def __init__(self, shared: Shared, world: World, output: Output) -> None:
        self.shared = shared
        self.world = world
        self.output = output
        self._closing = ExitStack()

    @classmethod
    def of(cls, ctx: typer.Context, own: Shared) -> Session:
        """The session of a command: its own options count before those in front of its name."""
        root = ctx.find_root()
        in_front = Shared(**{name: root.params.get(name) for name in Shared._fields})
        world = root.obj if isinstance(root.obj, World) else World()
        session = cls(own.over(in_front), world, Output())
        ctx.call_on_close(session.close)
        return session

    @cached_property
    def client(self) -> pdconnect.Client:
        """The client. Raises ConfigurationError where no credentials are to be had."""
        return self.new_client()

    @cached_property
    def settings(self) -> ClientSettings:
        """Where the client's settings come from. Raises ConfigurationError where no credentials are to be had."""
        return client_settings(*self.shared)

    def new_client(self, *, max_retries: int | None = None, timeout: float | None = None) -> pdconnect.Client:
        """A client with these settings, closed when the command ends. Raises ConfigurationError."""
        for note in self.settings.notes:
            self.output.note(note)
        client = self.settings.client(self.world.http_client, max_retries=max_retries, timeout=timeout)
        return self._closing.enter_context(client)

    def close(self) -> None:
        """Close what was opened."""
        self._closing.close()
