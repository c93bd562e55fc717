# Generated from async_tools.py. Do not edit: change that file and run `python -m generator`.
"""`client.tools`: the actions of a user's apps as tools for a language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pdconnect_api.arguments import text
from pdconnect_api.lazy_annotations import set_lazy_annotations
from pdconnect_api.models.component import Component
from pdconnect_api.models.component_registry import ComponentRegistry

from .account_choices import AccountChoices
from .confirm import Confirm
from .selection import (
    DEFAULT_MAX_RESULT_CHARS,
    NotConnected,
    Selection,
    check_defaults,
    check_options,
    check_selection,
    list_is_cheaper,
)
from .tool_spec import ToolSpec
from .user_tools import UserTools, add_unnamed_accounts, user_accounts

if TYPE_CHECKING:
    from pdconnect_api.api import Api


class Tools:
    """The actions of your users' apps as tools for language models."""

    def __init__(self, client: Api, client_secret: str) -> None:
        self._client = client
        self._client_secret = client_secret

    def for_user(
        self,
        external_user_id: str,
        *,
        apps: Sequence[str] | None = None,
        actions: Sequence[str] | None = None,
        query: str | None = None,
        limit: int | None = None,
        registry: ComponentRegistry | None = None,
        defaults: Mapping[str, Mapping[str, Any]] | None = None,
        confirm: Confirm | None = None,
        not_connected: NotConnected = "link",
        token_options: Mapping[str, Any] | None = None,
        max_result_chars: int = DEFAULT_MAX_RESULT_CHARS,
    ) -> UserTools:
        """Return the tools for one of your users.

        It takes one request for the user's accounts, and one for each app whose actions fit on a page of 100. No action is retrieved by
        itself, unless at most two actions of an app are wanted, or the service lists an action without its props.

        Args:
            external_user_id: Your own id of the user (at most 250 characters). Calls use the accounts of this user only.
            apps: Name slugs of apps, such as `slack`. Default: the apps of which the user has an account.
            actions: Only these actions, by their keys, such as `slack-send-message`. Other actions cannot be called.
            query: Only actions that match this text.
            limit: At most so many actions of each app. Default: all.
            registry: Where to look for actions: "public", "private" or "all". Default: "public".
            defaults: Values of props that your program fixes, by action: `{"slack-send-message": {"conversation": "C1"}}`. The model
                does not see these props and cannot change them.
            confirm: Called before each run of an action whose annotations say that it is destructive, with a `ToolCall`; only True runs
                it. A client whose methods are awaited also accepts a coroutine function.
            not_connected: What a call does if the user has no account of its app. "link": return a link for the user to the model, which
                contains a Connect token of that user; "raise": raise AccountRequiredError, which has the link. "leave_out": there are no
                tools for such apps.
            token_options: Arguments of `client.tokens.create` for such a link, such as `success_redirect_uri`.
            max_result_chars: Maximum length of a result for the model. A longer one is cut, and says so.

        Returns:
            The tools.

        Raises:
            InvalidArgumentError: An argument is invalid, or a value of `defaults` does not fit the action.
            NotFoundError: There is no app with one of these name slugs, or no action with one of these keys.
            PdconnectError: The root of these and of every other failure.
        """
        text("external_user_id", external_user_id, min_length=1, max_length=250, required=True)
        selection = check_selection(apps, actions, query, limit, registry)
        check_options(not_connected, max_result_chars, confirm, token_options)
        accounts = user_accounts(self._client, external_user_id)
        components = self._components(selection, accounts)
        fixed = check_defaults(defaults, [component.key for component in components])
        specs = [ToolSpec(component, external_user_id, fixed.get(component.key)) for component in components]
        add_unnamed_accounts(self._client, external_user_id, accounts, specs)
        if not_connected == "leave_out":
            specs = [spec for spec in specs if spec.missing_app(accounts) is None]
        return UserTools(
            self._client,
            external_user_id,
            specs,
            accounts,
            confirm,
            not_connected,
            token_options or {},
            max_result_chars,
            self._client_secret,
        )

    def _components(self, selection: Selection, accounts: AccountChoices) -> list[Component]:
        """Fetch the selected actions, each once."""
        found: dict[str, Component] = {}
        if selection.actions is None:
            for app in accounts.apps if selection.apps is None else selection.apps:
                components = self._list(selection, app, limit=selection.limit)
                if not components and selection.apps is not None and selection.query is None:
                    self._client.apps.retrieve(app)  # fails for a wrong name, which is not an app without actions
                for component in components:
                    found.setdefault(component.key, component)
            return [self._with_props(component) for component in found.values()]
        for app, keys in selection.keys_by_app().items():
            if list_is_cheaper(keys):
                found |= {component.key: component for component in self._list(selection, app, keys=keys)}
            for key in keys:
                if key not in found:
                    found[key] = self._client.actions.retrieve(key)
        return [self._with_props(found[key]) for key in dict.fromkeys(selection.actions)]

    def _list(
        self, selection: Selection, app: str, *, limit: int | None = None, keys: Sequence[str] = ()
    ) -> list[Component]:
        """Fetch the actions of an app: at most `limit`, or until those with these keys are found."""
        page = self._client.actions.list(
            app=app, q=selection.query, registry=selection.registry, limit=selection.page_size
        )
        found = [component for component in page.data if component.key]
        while (limit is None or len(found) < limit) and not _holds(found, keys):
            following = page.next_page()
            if following is None:
                break
            page = following
            found += [component for component in page.data if component.key]
        return found[:limit]

    def _with_props(self, component: Component) -> Component:
        """Return the action with its props, which the service may leave out of a list."""
        if component.configurable_props is not None:
            return component
        return self._client.actions.retrieve(component.key)


def _holds(components: Sequence[Component], keys: Sequence[str]) -> bool:
    """Return whether the actions with these keys are among the components; False without keys."""
    return bool(keys) and {component.key for component in components}.issuperset(keys)


set_lazy_annotations(globals(), {"Api": "pdconnect_api.api"})
