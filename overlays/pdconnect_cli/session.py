"""The session of a command: its global options, the client, and the output."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from enum import StrEnum
from functools import cached_property
from typing import Any

import attrs
import typer

import pdconnect

from .credentials.client_settings import ClientSettings, resolve_client_settings
from .output.streams import Output
from .system import System


class EnvironmentName(StrEnum):
    """The environments of a project."""

    development = "development"
    production = "production"


@attrs.frozen
class GlobalOptions:
    """The options that every command takes. None: not given."""

    profile: str | None = None
    project_id: str | None = None
    environment: EnvironmentName | None = None
    base_url: str | None = None

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, Any]) -> GlobalOptions:
        """Return the global options among the parameters of a command."""
        return cls(**{name: parameters.get(name) for name in GLOBAL_OPTION_NAMES})

    def with_defaults(self, defaults: GlobalOptions) -> GlobalOptions:
        """Return these options, completed by those of `defaults`."""
        given = attrs.asdict(self, filter=lambda _, value: value is not None)
        return attrs.evolve(defaults, **given)


_META_KEY = "pdconnect.session"
GLOBAL_OPTION_NAMES = tuple(field.name for field in attrs.fields(GlobalOptions))


class Session:
    """One run of one command."""

    def __init__(self, shared: GlobalOptions, system: System, output: Output) -> None:
        self.global_options = shared
        self.system = system
        self.output = output
        self.known_environment: str | None = None
        """The environment of the client that was used; None before there is one."""
        self._closing = ExitStack()

    @classmethod
    def from_context(cls, ctx: typer.Context, own: GlobalOptions) -> Session:
        """Return the session of a command. Options after the command's name override those before it."""
        root = ctx.find_root()
        before_name = GlobalOptions.from_parameters(root.params)
        system = root.obj if isinstance(root.obj, System) else System()
        session = cls(own.with_defaults(before_name), system, Output())
        ctx.meta[_META_KEY] = session
        ctx.call_on_close(session.close)
        return session

    @classmethod
    def of_command(cls, ctx: typer.Context) -> Session | None:
        """Return the session of the command that has run in a context, or None if none has begun."""
        session: Session | None = ctx.meta.get(_META_KEY)
        return session

    @cached_property
    def client(self) -> pdconnect.Client:
        """The client. Raises ConfigurationError if there are no credentials."""
        return self.new_client()

    @cached_property
    def settings(self) -> ClientSettings:
        """The settings of the client. Raises ConfigurationError if there are no credentials."""
        return resolve_client_settings(**attrs.asdict(self.global_options))

    def new_client(self, **options: Any) -> pdconnect.Client:
        """Create a client with these options of `pdconnect.Client`, which is closed when the command ends. Raises ConfigurationError."""
        for note in self.settings.notes:
            self.output.note(note)
        client = self.settings.create_client(self.system.http_client, **options)
        self.known_environment = client.environment
        return self._closing.enter_context(client)

    def close(self) -> None:
        """Close the clients."""
        self._closing.close()
