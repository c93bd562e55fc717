"""The views of the Connect page, and the headers that they are sent with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from ..apps import App
from ..apps.logo import logo
from ..state.projects import Project
from ..state.records import Account
from ..wire.templates import policy_source, read_asset, render
from ..wire.types import JsonObject
from .request import ConnectRequest

_FOLDER = "connect"
SELECTED = "scope."
"""Start of the names of form fields that select a scope by its number."""
DENIED = "The user did not allow the connection"
"""The error for the developer if the user declines."""
SELECTION = "select_scopes"
"""Name of the form field that says that the form contained these fields."""
# The script posts its messages to any page that shows the sandbox's page in a frame, since a token need not name one.
# They hold the id of an account, which gives no access; and where a token names its pages, no other can show this one.


def choose_app(project: Project, apps: Sequence[App], query: Mapping[str, str]) -> bytes:
    """Return a view that offers the apps, for a link that names none."""
    links = [
        {"name": app.name, "query": urlencode({**query, "app": app.name_slug})}
        for app in apps
        if app.auth_type != "none"
    ]
    return _view("choose_app", "Connect an account", _name(project), query, logos=[project.logo], apps=links)


def ask_for_consent(
    request: ConnectRequest,
    query: Mapping[str, str],
    values: Mapping[str, str],
    missing: Collection[str],
    csrf_key: str,
) -> bytes:
    """Return the view that asks the user to agree, or to fill in the keys. Earlier values are shown again, except for passwords."""
    app, project = request.app, request.project
    return _view(
        "consent",
        f"{'Reconnect' if request.account else 'Connect'} {app.name}",
        app.name,
        query,
        logos=[project.logo, logo(app.name, app.name_slug)],
        app=app,
        project_name=_name(project),
        user=request.token.external_user_id,
        scopes=request.scopes,
        can_select_scopes=request.can_select_scopes,
        selected=SELECTED,
        selection=SELECTION,
        fields=request.fields,
        values=values,
        missing=missing,
        csrf_key=csrf_key,
    )


def show_success(account: Account, app_name: str) -> bytes:
    """Return the view that reports success to the user, and to the page that shows this one in a frame."""
    messages = [{"type": "success", "authProvisionId": account.id}, {"type": "close"}]
    return _view("connected", "Connected", app_name, {}, messages=messages, app_name=app_name, account_id=account.id)


def show_failure(error: str, project: Project | None, *, can_retry: bool) -> bytes:
    """Return the view that reports a failure to the user, and to the page that shows this one in a frame."""
    return _view(
        "not_connected",
        "Not connected",
        "!",
        {},
        messages=[{"type": "error", "error": error}],
        error="You did not allow the connection" if error == DENIED else error,
        can_retry=can_retry,
        support_email=project.support_email if project else None,
    )


def headers(allowed_origins: Sequence[str] | None) -> dict[str, str]:
    """Return the headers of a view. Given a list of origins, only pages of those can show it in a frame."""
    policy = [
        "default-src 'none'",
        f"style-src {policy_source(read_asset(_FOLDER, 'page.css'))}",
        f"script-src {policy_source(read_asset(_FOLDER, 'page.js'))}",
        "img-src data:",
        "base-uri 'none'",
        # No form-action: Chromium would apply it to the redirect of a token, and to where that redirects to.
    ]
    if allowed_origins is not None:
        policy.append(" ".join(["frame-ancestors 'self'", *allowed_origins]))
    return {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "; ".join(policy),
        "cache-control": "no-store",
        "referrer-policy": "same-origin",  # the address holds the token
        "x-content-type-options": "nosniff",
    }


def _view(
    template: str,
    title: str,
    name: str,
    query: Mapping[str, str],
    *,
    logos: Sequence[str | None] = (),
    messages: Sequence[JsonObject] = (),
    **values: Any,
) -> bytes:
    """Return a view under logos, or under the first letter of a name where there are none.

    A page that uses the browser SDK can ask for a view without the button that closes it.
    """
    return render(
        _FOLDER,
        template,
        title=title,
        letter=name[:1].upper(),
        logos=[image for image in logos if image],
        can_close=query.get("hideClose") != "true",
        messages=messages,
        style=read_asset(_FOLDER, "page.css"),
        script=read_asset(_FOLDER, "page.js"),
        **values,
    )


def _name(project: Project) -> str:
    return project.app_name or project.name
