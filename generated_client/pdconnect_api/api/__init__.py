# Generated from spec/openapi.yaml. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy_annotations import set_lazy_annotations
from ..resource_property import resource_property

if TYPE_CHECKING:
    from ..call import AsyncSender, Sender
    from .accounts import Accounts, AsyncAccounts
    from .actions import Actions, AsyncActions
    from .app_categories import AppCategories, AsyncAppCategories
    from .app_overrides import AppOverrides, AsyncAppOverrides
    from .apps import Apps, AsyncApps
    from .components import AsyncComponents, Components
    from .deployed_triggers import AsyncDeployedTriggers, DeployedTriggers
    from .oauth_apps import AsyncOauthApps, OauthApps
    from .oauth_tokens import AsyncOauthTokens, OauthTokens
    from .project_environment import AsyncProjectEnvironment, ProjectEnvironment
    from .projects import AsyncProjects, Projects
    from .rate_limits import AsyncRateLimits, RateLimits
    from .tokens import AsyncTokens, Tokens
    from .triggers import AsyncTriggers, Triggers
    from .usage import AsyncUsage, Usage
    from .users import AsyncUsers, Users


class Api:
    """The resources of the API, each imported on first use."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def oauth_tokens(self) -> OauthTokens:
        """Access tokens for your server, created from the credentials of an OAuth client."""
        from .oauth_tokens import OauthTokens

        return OauthTokens(self._sender)

    @resource_property
    def tokens(self) -> Tokens:
        """Short-lived Connect tokens, which one external user needs to connect accounts."""
        from .tokens import Tokens

        return Tokens(self._sender)

    @resource_property
    def accounts(self) -> Accounts:
        """Accounts that external users have connected, and their credentials."""
        from .accounts import Accounts

        return Accounts(self._sender)

    @resource_property
    def users(self) -> Users:
        """External users, the people who use your product."""
        from .users import Users

        return Users(self._sender)

    @resource_property
    def components(self) -> Components:
        """Actions and triggers of the registry, in one list."""
        from .components import Components

        return Components(self._sender)

    @resource_property
    def actions(self) -> Actions:
        """Components that run once per call."""
        from .actions import Actions

        return Actions(self._sender)

    @resource_property
    def triggers(self) -> Triggers:
        """Components that are deployed and then emit events."""
        from .triggers import Triggers

        return Triggers(self._sender)

    @resource_property
    def deployed_triggers(self) -> DeployedTriggers:
        """Deployed triggers of external users, their events, and where the events are sent."""
        from .deployed_triggers import DeployedTriggers

        return DeployedTriggers(self._sender)

    @resource_property
    def project_environment(self) -> ProjectEnvironment:
        """Settings of a whole project environment: the webhook that receives events by default."""
        from .project_environment import ProjectEnvironment

        return ProjectEnvironment(self._sender)

    @resource_property
    def apps(self) -> Apps:
        """The catalog of apps that accounts can be connected to."""
        from .apps import Apps

        return Apps(self._sender)

    @resource_property
    def app_categories(self) -> AppCategories:
        """The categories of apps."""
        from .app_categories import AppCategories

        return AppCategories(self._sender)

    @resource_property
    def oauth_apps(self) -> OauthApps:
        """Your own OAuth clients, used instead of Pipedream's."""
        from .oauth_apps import OauthApps

        return OauthApps(self._sender)

    @resource_property
    def app_overrides(self) -> AppOverrides:
        """Preset values for the custom fields of apps."""
        from .app_overrides import AppOverrides

        return AppOverrides(self._sender)

    @resource_property
    def projects(self) -> Projects:
        """The projects of the workspace."""
        from .projects import Projects

        return Projects(self._sender)

    @resource_property
    def usage(self) -> Usage:
        """Credits used."""
        from .usage import Usage

        return Usage(self._sender)

    @resource_property
    def rate_limits(self) -> RateLimits:
        """Your own rate limits, lower than those of the service."""
        from .rate_limits import RateLimits

        return RateLimits(self._sender)


class AsyncApi:
    """The resources of the API, each imported on first use."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def oauth_tokens(self) -> AsyncOauthTokens:
        """Access tokens for your server, created from the credentials of an OAuth client."""
        from .oauth_tokens import AsyncOauthTokens

        return AsyncOauthTokens(self._sender)

    @resource_property
    def tokens(self) -> AsyncTokens:
        """Short-lived Connect tokens, which one external user needs to connect accounts."""
        from .tokens import AsyncTokens

        return AsyncTokens(self._sender)

    @resource_property
    def accounts(self) -> AsyncAccounts:
        """Accounts that external users have connected, and their credentials."""
        from .accounts import AsyncAccounts

        return AsyncAccounts(self._sender)

    @resource_property
    def users(self) -> AsyncUsers:
        """External users, the people who use your product."""
        from .users import AsyncUsers

        return AsyncUsers(self._sender)

    @resource_property
    def components(self) -> AsyncComponents:
        """Actions and triggers of the registry, in one list."""
        from .components import AsyncComponents

        return AsyncComponents(self._sender)

    @resource_property
    def actions(self) -> AsyncActions:
        """Components that run once per call."""
        from .actions import AsyncActions

        return AsyncActions(self._sender)

    @resource_property
    def triggers(self) -> AsyncTriggers:
        """Components that are deployed and then emit events."""
        from .triggers import AsyncTriggers

        return AsyncTriggers(self._sender)

    @resource_property
    def deployed_triggers(self) -> AsyncDeployedTriggers:
        """Deployed triggers of external users, their events, and where the events are sent."""
        from .deployed_triggers import AsyncDeployedTriggers

        return AsyncDeployedTriggers(self._sender)

    @resource_property
    def project_environment(self) -> AsyncProjectEnvironment:
        """Settings of a whole project environment: the webhook that receives events by default."""
        from .project_environment import AsyncProjectEnvironment

        return AsyncProjectEnvironment(self._sender)

    @resource_property
    def apps(self) -> AsyncApps:
        """The catalog of apps that accounts can be connected to."""
        from .apps import AsyncApps

        return AsyncApps(self._sender)

    @resource_property
    def app_categories(self) -> AsyncAppCategories:
        """The categories of apps."""
        from .app_categories import AsyncAppCategories

        return AsyncAppCategories(self._sender)

    @resource_property
    def oauth_apps(self) -> AsyncOauthApps:
        """Your own OAuth clients, used instead of Pipedream's."""
        from .oauth_apps import AsyncOauthApps

        return AsyncOauthApps(self._sender)

    @resource_property
    def app_overrides(self) -> AsyncAppOverrides:
        """Preset values for the custom fields of apps."""
        from .app_overrides import AsyncAppOverrides

        return AsyncAppOverrides(self._sender)

    @resource_property
    def projects(self) -> AsyncProjects:
        """The projects of the workspace."""
        from .projects import AsyncProjects

        return AsyncProjects(self._sender)

    @resource_property
    def usage(self) -> AsyncUsage:
        """Credits used."""
        from .usage import AsyncUsage

        return AsyncUsage(self._sender)

    @resource_property
    def rate_limits(self) -> AsyncRateLimits:
        """Your own rate limits, lower than those of the service."""
        from .rate_limits import AsyncRateLimits

        return AsyncRateLimits(self._sender)


set_lazy_annotations(
    globals(),
    {
        "AsyncSender": "..call",
        "Sender": "..call",
        "AsyncOauthTokens": ".oauth_tokens",
        "OauthTokens": ".oauth_tokens",
        "AsyncTokens": ".tokens",
        "Tokens": ".tokens",
        "AsyncAccounts": ".accounts",
        "Accounts": ".accounts",
        "AsyncUsers": ".users",
        "Users": ".users",
        "AsyncComponents": ".components",
        "Components": ".components",
        "AsyncActions": ".actions",
        "Actions": ".actions",
        "AsyncTriggers": ".triggers",
        "Triggers": ".triggers",
        "AsyncDeployedTriggers": ".deployed_triggers",
        "DeployedTriggers": ".deployed_triggers",
        "AsyncProjectEnvironment": ".project_environment",
        "ProjectEnvironment": ".project_environment",
        "AsyncApps": ".apps",
        "Apps": ".apps",
        "AsyncAppCategories": ".app_categories",
        "AppCategories": ".app_categories",
        "AsyncOauthApps": ".oauth_apps",
        "OauthApps": ".oauth_apps",
        "AsyncAppOverrides": ".app_overrides",
        "AppOverrides": ".app_overrides",
        "AsyncProjects": ".projects",
        "Projects": ".projects",
        "AsyncUsage": ".usage",
        "Usage": ".usage",
        "AsyncRateLimits": ".rate_limits",
        "RateLimits": ".rate_limits",
    },
)
