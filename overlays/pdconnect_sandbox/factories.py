"""What a test sets up in a sandbox: accounts, apps, components, and what answers in place of apps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import httpx
from starlette.exceptions import HTTPException

from pdconnect_api.models.account import Account
from pdconnect_api.models.app import App as AppModel
from pdconnect_api.models.component import Component as ComponentModel

from .app_apis import Upstream
from .apps import App, Field, Proxy
from .components.custom_components import ComponentKind, OptionsOf, Prop, Reload, Run, custom_component
from .connect.connect import Connecting, connect
from .connect.serialize import account_wire
from .spec.validation import Schemas
from .state.state import State
from .wire.types import JsonObject

AppAnswer = Callable[[httpx.Request], httpx.Response]


class Factories:
    """The part of a sandbox that a test sets up before it calls the code it tests."""

    def __init__(self, state: State, schemas: Schemas) -> None:
        """Set up this state, and hold what is added against these schemas."""
        self._state = state
        self._schemas = schemas

    def add_account(
        self,
        *,
        app: str,
        external_user_id: str,
        environment: str = "development",
        credentials: JsonObject | None = None,
        name: str | None = None,
        oauth_app_id: str | None = None,
        project_id: str | None = None,
    ) -> Account:
        """Connect an account as the end user would.

        Args:
            app: Name slug or id of the app; `add_app` adds those that the sandbox does not have.
            external_user_id: Your own id of the user.
            environment: "development" or "production".
            credentials: What the user filled in or granted; made up if it is None.
            name: What people call the account.
            oauth_app_id: Your own OAuth client, if the account is to be connected with it.
            project_id: A project other than the sandbox's own.

        Returns:
            The account as the service would show it, with its credentials where they may be read.

        Raises:
            ValueError: There is no such app, project, environment or OAuth client.
        """
        wanted = Connecting(app, external_user_id, credentials, name, oauth_app_id)
        project = self._state.projects.get(project_id or self._state.home.id)
        if project is None:
            raise ValueError(f"project_id: there is no project {project_id}")
        target = project.environments.get(environment)
        if target is None:
            raise ValueError(f"environment: must be {' or '.join(project.environments)}")
        try:
            with self._state.lock:
                account = connect(self._state, target, wanted)
        except HTTPException as error:
            raise ValueError(error.detail) from None
        return Account.from_dict(account_wire(self._state, target, account, credentials=True))

    def add_app(
        self,
        name_slug: str,
        *,
        name: str | None = None,
        auth_type: Literal["oauth", "keys", "none"] = "oauth",
        fields: Sequence[str] = (),
        domains: Sequence[str] = (),
    ) -> AppModel:
        """Add an app to the catalogue, in the place of one of the same name slug.

        Args:
            name_slug: Its name for programs, such as `hubspot`.
            name: Its name for people.
            auth_type: How its accounts are connected.
            fields: With keys, the names of what a user fills in; the proxy sends the first of them as bearer token.
            domains: Where the proxy may send requests, such as `hubapi.com`. None at all closes the proxy.
        """
        app = App(
            id=self._state.ids.mint("app"),
            name_slug=name_slug,
            name=name or name_slug,
            auth_type=auth_type,
            description="",
            categories=(),
            fields=tuple(Field(field, field, "password") for field in fields),
            proxy=_proxy(domains, fields),
        )
        self._check("App", app.wire())
        self._state.registry.add_app(app)
        return AppModel.from_dict(app.wire())

    def add_component(
        self,
        key: str,
        *,
        kind: ComponentKind = "action",
        name: str | None = None,
        version: str = "0.0.1",
        props: Sequence[Prop] = (),
        run: Run | None = None,
        options: Mapping[str, OptionsOf] | None = None,
        reload: Reload | None = None,
    ) -> ComponentModel:
        """Add an action or a trigger, in the place of one of the same key.

        Args:
            key: Its name for programs, such as `hubspot-create-deal`.
            kind: "action" or "trigger".
            name: Its name for people.
            version: Semantic version.
            props: What can be configured, as the registry tells it: `{"name": "text", "type": "string"}`, or models.
            run: What an action does: gets the values of the props by their names and returns `ret`, or an `Outcome`, which
                has exports, a summary and files besides. What it raises is the failure that the answer tells of.
            options: The choices of props, by their names: texts, labelled options, or a function that gets the values
                of the props and returns them. They are searched and cut into pages as the service does it.
            reload: For props with `reloadProps`: gets the values of the props and returns the props that follow.

        Raises:
            ValueError: The props are not as described, or `options` and `reload` do not fit them.
        """
        component = custom_component(
            self._state.ids,
            key,
            kind,
            name=name,
            version=version,
            props=props,
            run=run,
            options=options or {},
            reload=reload,
        )
        self._check("Component", component.wire())
        for prop in component.props:
            if prop["type"] == "app" and self._state.registry.app(prop["app"]) is None:
                raise ValueError(f"props: there is no app {prop['app']}; add_app adds it")
        self._state.registry.add_component(component)
        return ComponentModel.from_dict(component.wire())

    def add_upstream(self, app: str, answer: AppAnswer) -> None:
        """Let a function answer what the proxy sends to an app, by its name slug, in place of what the sandbox has."""
        self._state.upstreams = {**self._state.upstreams, app: as_upstream(answer)}

    def _check(self, schema: str, wire: JsonObject) -> None:
        problems = self._schemas.problems(f"/components/schemas/{schema}", wire, schema.lower())
        if problems:
            raise ValueError("; ".join(problems))


def _proxy(domains: Sequence[str], fields: Sequence[str]) -> Proxy | None:
    bearer = fields[0] if fields else "oauth_access_token"
    return Proxy(tuple(domains), value=f"Bearer {{{bearer}}}") if domains else None


def as_upstream(answer: AppAnswer) -> Upstream:
    """Return the form in which the proxy asks a function for its answer."""
    return lambda proxied: answer(proxied.request)
