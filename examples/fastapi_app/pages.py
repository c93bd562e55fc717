"""The HTML of the application."""

from collections.abc import Iterable
from html import escape
from typing import Any

from pdconnect.models import Account, PropOption

_LAYOUT = "<!doctype html><html lang=en><meta charset=utf-8><title>Commit watch</title><h1>Commit watch</h1>{}"


def home(accounts: Iterable[Account], news: Iterable[str]) -> str:
    """Return the home page."""
    rows = "".join(
        f"<li>{escape(account.name or account.id)} {_button('/projects', 'Choose a project', account=account.id)}"
        for account in accounts
    )
    lines = "".join(f"<li>{escape(line)}" for line in news)
    return _LAYOUT.format(f"<ul>{rows}</ul>{_button('/connect', 'Connect GitLab')}<h2>News</h2><ul>{lines}</ul>")


def projects(account: str, options: Iterable[PropOption]) -> str:
    """Return the page on which the user chooses a project."""
    choices = "".join(f"<option value='{escape(str(option.value))}'>{escape(option.label)}" for option in options)
    return _LAYOUT.format(
        f"<form method=post><input type=hidden name=account value='{escape(account)}'>"
        f"<label>Project <select name=project>{choices}</select></label>"
        "<button formaction=/commits>Show commits</button><button formaction=/follow>Follow issues</button></form>"
    )


def commits(found: Any) -> str:
    """Return the page with the commits that the action returned."""
    return _LAYOUT.format("<ol>" + "".join(f"<li>{escape(str(commit['title']))}" for commit in found) + "</ol>")


def message(text: str) -> str:
    """Return a page with a message."""
    return _LAYOUT.format(f"<p role=alert>{escape(text)}</p>")


def _button(action: str, label: str, **values: str) -> str:
    fields = "".join(f"<input type=hidden name={name} value='{escape(value)}'>" for name, value in values.items())
    return f"<form method=post action={action}>{fields}<button>{label}</button></form>"
