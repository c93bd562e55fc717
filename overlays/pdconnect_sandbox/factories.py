"""Set up a sandbox for a test: accounts, apps, components and the APIs of apps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from starlette.exceptions import HTTPException

from pdconnect_api.models.account import Account
from pdconnect_api.models.app import App as AppModel
from pdconnect_api.models.component import Component as ComponentModel

from .app_apis import Upstream
from .apps import App, Field, Proxy
from .components.custom_components import ComponentKind, OptionsOf, Prop, Reload, Run, custom_component
from .connect.connect import NewAccount, connect
from .connect.serialize import account_wire
from .spec.validation import Schemas
from .state.state import State
from .wire.http_libraries import RequestHandler, call_handler
from .wire.strict_json import to_json
from .wire.types import JsonObject


class Factories:
    """The part of a sandbox that adds accounts, apps, components and the APIs of apps."""

    def __init__(self, state: State, schemas: Schemas) -> None:
        """Add to this state, and check what is added against these schemas."""
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
        """Connect an account, as the end user does on the Connect page.

        Args:
            app: Name slug or id of the app; `add_app` adds apps that the sandbox lacks.
            external_user_id: Your own id of the user.
            environment: "development" or "production".
            credentials: The keys or tokens of the account; fake ones are generated if it is None.
            name: Display name of the account.
            oauth_app_id: Id of your own OAuth client, to connect the account with it.
            project_id: Id of the project; the sandbox's own by default.

        Returns:
            The account as the service returns it, with its credentials if the service allows reading them.

        Raises:
            ValueError: The app, project, environment or OAuth client does not exist.
        """
        wanted = NewAccount(app, external_user_id, credentials, name, oauth_app_id)
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
        """Add an app to the catalog. It replaces an app with the same name slug.

        Args:
            name_slug: Its name in programs, such as `hubspot`.
            name: Display name; the name slug by default.
            auth_type: How its accounts are connected.
            fields: For `keys`, the names of the fields that a user fills in. The proxy sends the first as bearer token.
            domains: Domains to which the proxy sends requests, such as `hubapi.com`. An empty list disables the proxy.

        Returns:
            The app as the service returns it.

        Raises:
            ValueError: The app does not fit the specification.
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
        """Add an action or a trigger. It replaces a component with the same key.

        Args:
            key: Its name in programs, such as `hubspot-create-deal`.
            kind: "action" or "trigger".
            name: Display name; the key by default.
            version: Semantic version.
            props: The props, as the API returns them: `{"name": "text", "type": "string"}`, or models.
            run: The code of an action. It receives the values of the props by name and returns `ret`, or an `Outcome` with
                exports, a summary and files as well. An exception that it raises becomes the error in the response, and so does a
                result that is not JSON.
            options: Options of props, by name of the prop: strings, labelled options, or a function that receives the
                values of the props and returns them. They are searched and paginated as the service does.
            reload: For props with `reloadProps`: a function that receives the values of the props and returns the props
                that follow.

        Returns:
            The component as the service returns it.

        Raises:
            ValueError: The props do not fit the specification, or `options` or `reload` do not fit the props or are not JSON.
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

    def add_upstream(self, app: str, handler: RequestHandler) -> None:
        """Let a function respond to the requests that the proxy sends to an app.

        Args:
            app: Name slug of the app.
            handler: Receives each request and returns the response, of httpx or of httpx2. The request is one of httpx, unless
                the annotation of the function says `httpx2.Request`. It replaces the example API of the app.
        """
        self._state.upstreams = {**self._state.upstreams, app: as_upstream(handler)}

    def _check(self, schema: str, wire: JsonObject) -> None:
        to_json(wire, schema.lower())
        problems = self._schemas.problems(f"/components/schemas/{schema}", wire, schema.lower())
        if problems:
            raise ValueError("; ".join(problems))


def _proxy(domains: Sequence[str], fields: Sequence[str]) -> Proxy | None:
    bearer = fields[0] if fields else "oauth_access_token"
    return Proxy(tuple(domains), value=f"Bearer {{{bearer}}}") if domains else None


def as_upstream(handler: RequestHandler) -> Upstream:
    """Return a function of a test in the form that the proxy calls."""
    return lambda proxied: call_handler(handler, proxied.request)
