"""The accounts that a user has connected, with a label each by which a model can choose. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.models.account import Account

from .valid_text import valid_text


class AccountChoice(NamedTuple):
    """An account of an app."""

    label: str
    """Its name, or its id if it has no name; with its id if another account of the app has the same name."""
    id: str


class AccountChoices:
    """The usable accounts of a user by app. Accounts whose credentials stopped working permanently are left out."""

    def __init__(self, accounts: Iterable[Account] = ()) -> None:
        self._by_app: dict[str, list[Account]] = {}
        self.has_unnamed_apps: bool = False
        """Whether the service has sent accounts without the name slug of their app, which `add` then needs to say."""
        for account in accounts:
            slug: object = getattr(account.app, "name_slug", None)
            if isinstance(slug, str):
                self.add(slug, [account])
            else:
                self.has_unnamed_apps = True

    def add(self, app: str, accounts: Iterable[Account]) -> None:
        """Add accounts of an app, each once."""
        known = self._by_app.get(app, [])
        ids = {account.id for account in known}
        usable = [account for account in accounts if account.dead is not True and account.id not in ids]
        if usable:
            self._by_app[app] = [*known, *usable]

    @property
    def apps(self) -> list[str]:
        """The apps of which there is an account."""
        return list(self._by_app)

    def of(self, app: str) -> list[AccountChoice]:
        """Return the accounts of an app. Their labels are unique."""
        accounts = self._by_app.get(app, [])
        names = [_name(account) for account in accounts]
        often = Counter(names)
        return [
            AccountChoice(name if often[name] == 1 else f"{name} ({account.id})", account.id)
            for name, account in zip(names, accounts, strict=True)
        ]

    def choose(self, argument: str, app: str, wanted: object) -> str:
        """Return the id of the account with a label or id. Raises InvalidArgumentError, which lists the labels."""
        choices = self.of(app)
        for choice in choices:
            if wanted in (choice.label, choice.id):
                return choice.id
        labels = ", ".join(repr(choice.label) for choice in choices)
        raise InvalidArgumentError(argument, f"must be one of the connected accounts of {app}: {labels}")


def _name(account: Account) -> str:
    name: object = account.name  # the service can send anything
    return valid_text(name.strip()) if isinstance(name, str) and name.strip() else account.id
