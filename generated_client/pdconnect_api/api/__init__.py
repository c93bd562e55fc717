# Generated from spec/openapi.yaml. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..senders import AsyncSender, Sender

if TYPE_CHECKING:
    from .accounts import Accounts, AsyncAccounts
    from .actions import Actions, AsyncActions
    from .components import AsyncComponents, Components
    from .deployed_triggers import AsyncDeployedTriggers, DeployedTriggers
    from .oauth_tokens import AsyncOauthTokens, OauthTokens
    from .tokens import AsyncTokens, Tokens
    from .triggers import AsyncTriggers, Triggers
    from .users import AsyncUsers, Users


class Api:
    """Every resource of the API, bound to whoever sends the calls. A resource is imported when it is first used."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @cached_property
    def oauth_tokens(self) -> OauthTokens:
        """Access tokens for your server, from the credentials of an OAuth client."""
        from .oauth_tokens import OauthTokens

        return OauthTokens(self._sender)

    @cached_property
    def tokens(self) -> Tokens:
        """Short-lived Connect tokens, with which one external user connects accounts."""
        from .tokens import Tokens

        return Tokens(self._sender)

    @cached_property
    def accounts(self) -> Accounts:
        """Accounts that external users have connected, and their credentials."""
        from .accounts import Accounts

        return Accounts(self._sender)

    @cached_property
    def users(self) -> Users:
        """External users, the people who use your product."""
        from .users import Users

        return Users(self._sender)

    @cached_property
    def components(self) -> Components:
        """Actions and triggers of the registry, seen as one list."""
        from .components import Components

        return Components(self._sender)

    @cached_property
    def actions(self) -> Actions:
        """Components that are run once per call."""
        from .actions import Actions

        return Actions(self._sender)

    @cached_property
    def triggers(self) -> Triggers:
        """Components that are deployed and then emit events."""
        from .triggers import Triggers

        return Triggers(self._sender)

    @cached_property
    def deployed_triggers(self) -> DeployedTriggers:
        """Triggers that run for an external user."""
        from .deployed_triggers import DeployedTriggers

        return DeployedTriggers(self._sender)


class AsyncApi:
    """Every resource of the API, bound to whoever sends the calls. A resource is imported when it is first used."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @cached_property
    def oauth_tokens(self) -> AsyncOauthTokens:
        """Access tokens for your server, from the credentials of an OAuth client."""
        from .oauth_tokens import AsyncOauthTokens

        return AsyncOauthTokens(self._sender)

    @cached_property
    def tokens(self) -> AsyncTokens:
        """Short-lived Connect tokens, with which one external user connects accounts."""
        from .tokens import AsyncTokens

        return AsyncTokens(self._sender)

    @cached_property
    def accounts(self) -> AsyncAccounts:
        """Accounts that external users have connected, and their credentials."""
        from .accounts import AsyncAccounts

        return AsyncAccounts(self._sender)

    @cached_property
    def users(self) -> AsyncUsers:
        """External users, the people who use your product."""
        from .users import AsyncUsers

        return AsyncUsers(self._sender)

    @cached_property
    def components(self) -> AsyncComponents:
        """Actions and triggers of the registry, seen as one list."""
        from .components import AsyncComponents

        return AsyncComponents(self._sender)

    @cached_property
    def actions(self) -> AsyncActions:
        """Components that are run once per call."""
        from .actions import AsyncActions

        return AsyncActions(self._sender)

    @cached_property
    def triggers(self) -> AsyncTriggers:
        """Components that are deployed and then emit events."""
        from .triggers import AsyncTriggers

        return AsyncTriggers(self._sender)

    @cached_property
    def deployed_triggers(self) -> AsyncDeployedTriggers:
        """Triggers that run for an external user."""
        from .deployed_triggers import AsyncDeployedTriggers

        return AsyncDeployedTriggers(self._sender)
