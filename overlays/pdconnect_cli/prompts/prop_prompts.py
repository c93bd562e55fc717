"""The question for one prop, by its kind. The answer goes to the form, which says whether it will do."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rich.text import Text

import pdconnect
from pdconnect.models import Account, ConfigurablePropApp, PropOption
from pdconnect_api.model import Model

from .. import exit_codes
from ..connect_account import connect_link, list_accounts_of, update_times, wait_for_account
from ..errors import CommandError
from ..output.formatting import printable
from ..output.progress import spinner
from ..session import Session
from .any_form import AnyForm
from .choice import choose
from .choice_input import CustomValue
from .prop_values import is_list, read_text, read_texts
from .terminal import ask, ask_secret

NEW_ACCOUNT = "connect a new account"
WAIT = 600.0
"""Seconds that a user has to connect an account."""


class PropPrompter:
    """Asks for the props of a form."""

    def __init__(self, session: Session, form: AnyForm, user: str) -> None:
        self._session = session
        self._output = session.output
        self._form = form
        self._user = user

    def prompt_for(self, prop: pdconnect.FormProp) -> None:
        """Ask for a prop until the form takes the answer. An optional prop can be left out."""
        self._introduce(prop)
        while True:
            try:
                value = self._answer(prop)
                if value is not None:
                    with spinner(self._output.messages, "Setting it"):
                        self._form.set(prop.name, value)
                    return
                if not prop.required:
                    return
                self._output.note("  This one is needed.", "yellow")
            except (pdconnect.InvalidArgumentError, pdconnect.ComponentError) as error:
                self._output.note(f"  {error}", "yellow")

    def _introduce(self, prop: pdconnect.FormProp) -> None:
        """Say what is asked for."""
        text = Text.assemble("\n", (printable(prop.prop.label or prop.name), "bold"), (f" ({prop.name})", "dim"))
        if prop.prop.description:
            text.append(f"\n  {printable(prop.prop.description)}")
        default: object = getattr(prop.prop, "default", None)
        if default is not None:
            text.append(f"\n  if left out: {printable(_typed(default))}", "dim")
        self._output.messages.print(text)

    def _answer(self, prop: pdconnect.FormProp) -> object:
        """The answer to the question for a prop; None for none."""
        if isinstance(prop.prop, ConfigurablePropApp):
            return self._account(prop.prop.app, optional=not prop.required)
        if prop.has_options:
            try:
                return self._choice(prop)
            except pdconnect.ComponentError as error:
                self._output.note(f"  The choices cannot be had: {error}", "yellow")
        return self._free(prop)

    def _choice(self, prop: pdconnect.FormProp) -> object:
        multiple = is_list(prop.prop)
        chosen = choose(
            self._output,
            lambda query: self._form.options(prop.name, query=query),
            asks_service=bool(prop.prop.use_query),
            multiple=multiple,
            optional=not prop.required,
        )
        if chosen is None:
            return None
        if isinstance(chosen, CustomValue):
            return read_texts(prop.prop, [chosen.text])
        return chosen if multiple else chosen[0]

    def _free(self, prop: pdconnect.FormProp) -> object:
        if getattr(prop.prop, "secret", False):
            return ask_secret("  value (not shown): ") or None
        if is_list(prop.prop):
            return [read_text(prop.prop, text) for text in self._lines()] or None
        text = ask(self._output, f"  {_wanted(prop)}: ")
        return read_text(prop.prop, text) if text else None

    def _lines(self) -> Iterator[str]:
        """The items of a list, one on each line."""
        while text := ask(self._output, "  one item · Enter to end: "):
            yield text

    def _account(self, app: str, *, optional: bool) -> object:
        """One of the user's accounts, or a new one."""
        with spinner(self._output.messages, "Fetching the accounts"):
            accounts = list_accounts_of(self._session, self._user, app)
        choices = [PropOption(label=_name(account), value=account.id) for account in accounts]
        choices.append(PropOption(label=NEW_ACCOUNT, value=""))
        chosen = choose(self._output, lambda query: iter(choices), asks_service=False, optional=optional)
        if isinstance(chosen, CustomValue):
            return chosen.text
        if not chosen or chosen[0].value:
            return chosen[0].value if chosen else None
        return self._connect(app, accounts)

    def _connect(self, app: str, accounts: list[Account]) -> Account:
        """Have the user connect an account."""
        token = self._session.client.tokens.create(external_user_id=self._user)
        self._output.note(f"  For the user: {connect_link(token, app)}", "none", unbroken=True)
        with spinner(self._output.messages, "Waiting for the account (Ctrl-C stops waiting)"):
            account = wait_for_account(self._session, self._user, app, update_times(accounts), WAIT)
        if account is None:
            raise CommandError(f"no account was connected within {WAIT:g} seconds", exit_codes.WAIT_TIMEOUT)
        self._output.success(f"Connected: {account.id}.")
        return account


def _typed(value: object) -> str:
    """A value as people type it."""
    if isinstance(value, str):
        return value
    return json.dumps(value.to_dict() if isinstance(value, Model) else value, ensure_ascii=False, default=str)


def _name(account: Account) -> str:
    parts = [account.name or account.id, "" if account.healthy is not False else "(not healthy)"]
    return " ".join(part for part in parts if part)


_WANTED = {
    "integer": "a whole number",
    "boolean": "yes or no",
    "object": "a JSON object",
    "any": "text or JSON",
    "$.interface.timer": 'seconds, or {"cron": …, "timezone": …}',
}


def _wanted(prop: pdconnect.FormProp) -> str:
    return _WANTED.get(str(prop.prop.type), "value") + ("" if prop.required else " · Enter to skip")
