"""Prompt for the value of a prop, by its type. The form checks the value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

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
CONNECT_TIMEOUT = 600.0
"""Seconds to wait for the user to connect an account."""


class PropPrompter:
    """Prompts for the props of a form."""

    def __init__(self, session: Session, form: AnyForm, user: str) -> None:
        self._session = session
        self._output = session.output
        self._form = form
        self._user = user

    def prompt_for(self, prop: pdconnect.FormProp) -> None:
        """Prompt for a prop until the form accepts the value. An optional prop can be skipped."""
        self._print_description(prop)
        while True:
            try:
                value = self._prompt(prop)
                if value is not None:
                    with spinner(self._output, "Setting it"):
                        self._form.set(prop.name, value)
                    return
                if not prop.required:
                    return
                self._output.note("  This prop is required.", "yellow")
            except (pdconnect.InvalidArgumentError, pdconnect.ComponentError) as error:
                self._output.note(f"  {error}", "yellow")

    def _print_description(self, prop: pdconnect.FormProp) -> None:
        """Print the label, description and default of a prop."""
        text = Text.assemble("\n", (printable(prop.label), "bold"), (f" ({prop.name})", "dim"))
        if prop.prop.description:
            text.append(f"\n  {printable(prop.prop.description)}")
        default: object = getattr(prop.prop, "default", None)
        if default is not None:
            text.append(f"\n  default: {printable(_as_text(default))}", "dim")
        self._output.messages.print(text)

    def _prompt(self, prop: pdconnect.FormProp) -> object:
        """Prompt once for a prop. Return None if the user entered nothing."""
        if isinstance(prop.prop, ConfigurablePropApp):
            return self._account(prop.prop.app, optional=not prop.required)
        if prop.has_options:
            try:
                return self._choice(prop)
            except pdconnect.ComponentError as error:
                self._output.note(f"  Could not fetch the choices: {error}", "yellow")
        return self._free_text(prop)

    def _choice(self, prop: pdconnect.FormProp) -> object:
        multiple = is_list(prop.prop)
        chosen = choose(
            self._output,
            lambda query: self._form.options(prop.name, query=query),
            searched_by_service=bool(prop.prop.use_query),
            multiple=multiple,
            optional=not prop.required,
        )
        if chosen is None:
            return None
        if isinstance(chosen, CustomValue):
            return read_texts(prop.prop, [chosen.text])
        return chosen if multiple else chosen[0]

    def _free_text(self, prop: pdconnect.FormProp) -> object:
        if getattr(prop.prop, "secret", False):
            return ask_secret("  value (not shown): ") or None
        if is_list(prop.prop):
            return [read_text(prop.prop, text) for text in self._lines()] or None
        text = ask(self._output, f"  {_expected(prop)}: ")
        return read_text(prop.prop, text) if text else None

    def _lines(self) -> Iterator[str]:
        """Prompt for the items of a list, one per line."""
        while text := ask(self._output, "  one item · Enter to finish: "):
            yield text

    def _account(self, app: str, *, optional: bool) -> object:
        """Prompt for one of the user's accounts, or let the user connect a new one."""
        with spinner(self._output, "Fetching the accounts"):
            accounts = list_accounts_of(self._session, self._user, app)
        choices = [PropOption(label=_label(account), value=account.id) for account in accounts]
        choices.append(PropOption(label=NEW_ACCOUNT, value=""))
        chosen = choose(self._output, lambda query: iter(choices), searched_by_service=False, optional=optional)
        if isinstance(chosen, CustomValue):
            return chosen.text
        if not chosen or chosen[0].value:
            return chosen[0].value if chosen else None
        return self._connect(app, accounts)

    def _connect(self, app: str, accounts: list[Account]) -> Account:
        """Let the user connect an account."""
        token = self._session.client.tokens.create(external_user_id=self._user)
        self._output.note(f"  Link for the user: {connect_link(token, app)}", "none", unbroken=True)
        with spinner(self._output, "Waiting for the account (Ctrl-C stops waiting)"):
            account = wait_for_account(self._session, self._user, app, update_times(accounts), CONNECT_TIMEOUT)
        if account is None:
            raise CommandError(f"no account was connected within {CONNECT_TIMEOUT:g} seconds", exit_codes.WAIT_TIMEOUT)
        self._output.success(f"Connected: {account.id}.")
        return account


def _as_text(value: object) -> str:
    """Return a value as the user would type it."""
    if isinstance(value, str):
        return value
    return json.dumps(value.to_dict() if isinstance(value, Model) else value, ensure_ascii=False, default=str)


def _label(account: Account) -> str:
    """Return what distinguishes accounts: app, name and date."""
    app = account.app and (account.app.name or account.app.name_slug)
    created = f"connected {account.created_at:%Y-%m-%d}" if isinstance(account.created_at, datetime) else None
    parts = [app, account.name or account.id, created, "not healthy" if account.healthy is False else None]
    return " · ".join(part for part in parts if part)


_EXPECTED = {
    "integer": "an integer",
    "boolean": "yes or no",
    "object": "a JSON object",
    "any": "text or JSON",
    "$.interface.timer": 'seconds, or {"cron": …, "timezone": …}',
}


def _expected(prop: pdconnect.FormProp) -> str:
    return _EXPECTED.get(str(prop.prop.type), "value") + ("" if prop.required else " · Enter to skip")
