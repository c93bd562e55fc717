"""Projects, each with two isolated environments."""

from __future__ import annotations

import math

from attrs import define, field

from ..apps.stores import Stores
from ..wire.types import ENVIRONMENT_NAMES, JsonObject
from .expiring import Expiring
from .file_stash import Stash
from .records import Account, AppOverride, DynamicProps, OAuthApp, Trigger, User
from .tables import Table
from .webhooks import Webhook


def _user_of(record: Account | Trigger) -> str:
    return record.external_user_id


@define(eq=False)
class Environment:
    """One environment of a project."""

    project: Project = field(repr=False)
    name: str
    accounts: Table[Account] = field(factory=lambda: Table[Account](_user_of))
    triggers: Table[Trigger] = field(factory=lambda: Table[Trigger](_user_of))
    users: Table[User] = field(factory=Table[User])
    user_ids: dict[str, str] = field(factory=dict[str, str])
    dynamic_props: Expiring[DynamicProps] = field(factory=lambda: Expiring[DynamicProps](lambda _: math.inf))
    stashes: Expiring[Stash] = field(factory=lambda: Expiring[Stash](lambda stash: stash.expires_at))
    webhook: Webhook | None = None
    stores: Stores = field(factory=Stores)

    def user(self, external_user_id: str) -> User | None:
        """Return the user with this external id, or None."""
        return self.users.get(self.user_ids.get(external_user_id, ""))

    def add_user(self, user: User) -> None:
        """Add a new user."""
        self.users.add(user.id, user)
        self.user_ids[user.external_id] = user.id

    def remove_account(self, account_id: str) -> bool:
        """Remove an account and the deployed triggers that use it. Return False if there is no such account."""
        account = self.accounts.get(account_id)
        for trigger in self.triggers.owned_by(account.external_user_id) if account else ():
            if account_id in trigger.account_ids:
                self.triggers.remove(trigger.id)
        return self.accounts.remove(account_id)

    def remove_user(self, external_user_id: str) -> bool:
        """Remove a user with all accounts and triggers. Return False if there is no such user."""
        for account in self.accounts.owned_by(external_user_id):
            self.remove_account(account.id)
        for trigger in self.triggers.owned_by(external_user_id):
            self.triggers.remove(trigger.id)
        return self.users.remove(self.user_ids.pop(external_user_id, ""))


@define(eq=False)
class Project:
    """A project of the workspace."""

    id: str
    name: str
    app_name: str | None = None
    support_email: str | None = None
    connect_require_key_auth_test: bool = False
    logo: str | None = field(default=None, repr=False)
    oauth_apps: Table[OAuthApp] = field(factory=Table[OAuthApp], repr=False)
    app_overrides: Table[AppOverride] = field(factory=Table[AppOverride], repr=False)
    environments: dict[str, Environment] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.environments = {name: Environment(self, name) for name in ENVIRONMENT_NAMES}

    def wire(self) -> JsonObject:
        """Return the project as the API shows it."""
        return {
            "id": self.id,
            "name": self.name,
            "app_name": self.app_name,
            "support_email": self.support_email,
            "connect_require_key_auth_test": self.connect_require_key_auth_test,
        }
