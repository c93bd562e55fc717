"""The state of a sandbox: projects, tokens, budgets and credits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from secrets import token_bytes
from typing import Any

from attrs import define, field, frozen
from starlette.exceptions import HTTPException

from ..app_apis import UPSTREAMS, Upstream
from ..apps import Registry
from ..wire.hosts import check_names
from ..wire.ids import Ids
from ..wire.types import JsonObject, as_list, as_object
from .budget import Budget
from .clock import AdjustableClock
from .credits import CreditMeter
from .expiring import Expiring
from .file_stash import Ticket
from .lock import StateLock
from .projects import Environment, Project
from .records import User
from .secrets import Secrets
from .tables import Table

_PROJECT_ID = re.compile("proj_[a-zA-Z0-9]+")


@frozen
class Settings:
    """The settings of a sandbox, which never change."""

    project_id: str
    project_name: str
    client_id: str
    client_secret: str = field(repr=False)
    token_lifetime: int
    seed: int
    further_projects: tuple[str, ...] = ()
    development_users: int | None = None
    allow_hosts: tuple[str, ...] = ()
    allow_delivery: tuple[str, ...] = ()
    redirect_downloads: bool = False

    def __attrs_post_init__(self) -> None:
        check_names("allow_hosts", self.allow_hosts)
        check_names("allow_delivery", self.allow_delivery)
        projects = [self.project_id, *self.further_projects]
        if len(set(projects)) < len(projects) or not all(map(_PROJECT_ID.fullmatch, self.further_projects)):
            raise ValueError("projects: must be different ids, each proj_ and letters or digits")


@frozen
class AccessToken:
    """The expiry and the scopes of an access token."""

    expires_at: float
    scopes: tuple[str, ...]


@define
class ConnectToken:
    """A Connect token. Once it has connected an account it cannot connect another, but can still call the API."""

    token: str = field(repr=False)
    environment: Environment
    external_user_id: str
    expires_at: float
    scopes: tuple[str, ...]
    request: JsonObject
    session_id: int
    spent: bool = False


@define(eq=False)
class State:
    """The whole state of a sandbox. `home` is the project that it was started with.

    Only the thread that holds `lock` uses the state. It may acquire the lock again, as a component or an app may call the sandbox.
    """

    settings: Settings
    clock: AdjustableClock
    ids: Ids
    registry: Registry
    known_scopes: frozenset[str]
    upstreams: Mapping[str, Upstream] = field(factory=lambda: UPSTREAMS)
    home: Project = field(init=False)
    projects: Table[Project] = field(factory=Table[Project], repr=False)
    access_tokens: Expiring[AccessToken] = field(
        factory=lambda: Expiring[AccessToken](lambda token: token.expires_at), repr=False
    )
    connect_tokens: Expiring[ConnectToken] = field(
        factory=lambda: Expiring[ConnectToken](lambda token: token.expires_at), repr=False
    )
    budgets: dict[str, Budget] = field(factory=dict[str, Budget], repr=False)
    windows: Expiring[Budget] = field(factory=lambda: Expiring[Budget](lambda window: window.ends_at), repr=False)
    tickets: Expiring[Ticket] = field(factory=lambda: Expiring[Ticket](lambda ticket: ticket.expires_at), repr=False)
    meter: CreditMeter = field(factory=CreditMeter)
    secrets: Secrets = field(factory=Secrets, repr=False)
    csrf_secret: bytes = field(factory=lambda: token_bytes(32), repr=False)
    starts: int = 0
    requests: int = 0
    lock: StateLock = field(factory=StateLock, repr=False)
    _configured_upstreams: Mapping[str, Upstream] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._configured_upstreams = self.upstreams
        self._create_projects()

    def reset(self) -> None:
        """Restore the initial state."""
        self.ids.restart()
        self.registry.restart()
        self.upstreams = self._configured_upstreams
        self.projects, self.meter = Table[Project](), CreditMeter()
        for known in (self.access_tokens, self.connect_tokens, self.budgets, self.windows, self.tickets):
            known.clear()
        self.secrets.clear()
        self.requests = 0
        self._create_projects()

    def _create_projects(self) -> None:
        self.home = Project(self.settings.project_id, self.settings.project_name)
        self.projects.add(self.home.id, self.home)
        for project_id in self.settings.further_projects:
            self.projects.add(project_id, Project(project_id, project_id))
        self.register_secret(self.settings.client_secret)

    def environments(self) -> Iterator[Environment]:
        """Yield all environments of all projects."""
        for project in self.projects:
            yield from project.environments.values()

    def get_or_create_user(self, environment: Environment, external_user_id: str) -> User:
        """Return a user, created at first use."""
        known = environment.user(external_user_id)
        if known is not None:
            return known
        user = User(self.ids.mint("exu"), external_user_id, self.clock())
        environment.add_user(user)
        return user

    def accepts_user(self, environment: Environment, external_user_id: str) -> bool:
        """Return whether an environment accepts this user. Development environments limit the number of users."""
        most = self.settings.development_users
        is_full = most is not None and environment.name == "development" and len(environment.users) >= most
        return not is_full or environment.user(external_user_id) is not None

    def register_user(self, environment: Environment, external_user_id: str) -> User:
        """Return the user of a request, or raise 400 if there are too many users.

        The vendor's reference documents the limit, but neither the status nor the text of the error.
        """
        if not self.accepts_user(environment, external_user_id):
            most = self.settings.development_users
            raise HTTPException(
                400, f"external_user_id: the development environment takes no more than {most} external users"
            )
        return self.get_or_create_user(environment, external_user_id)

    def register_secret(self, value: Any) -> None:
        """Register every string in a value that a client has sent, so that the request log masks it."""
        if isinstance(value, str) and value:
            self.secrets.add(value)
        for part in [*(as_object(value) or {}).values(), *(as_list(value) or [])]:
            self.register_secret(part)
