"""The page behind `connect_link_url`, where opening the link with an app connects an account.

It asks nothing and waits for nobody: a test or a person follows the link, and the account is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from pdconnect.sandbox._connecting import connect_by_token, usable_token
from pdconnect.sandbox._registry import App
from pdconnect.sandbox._state import ConnectToken, State
from pdconnect.sandbox._types import Refusal


def open_page(state: State, query: Mapping[str, str]) -> Response:
    """Answer a visit to the page; the app may stand in the link or have been set with the token."""
    token = state.connect_tokens.get(query.get("token", ""))
    try:
        usable = usable_token(state, query.get("token", ""))
        app = query.get("app") or usable.request.get("app_id")
        if not app:
            return _choice(state.registry.apps, query)
        client = query.get("oauthAppId") or usable.request.get("oauth_app_id")
        account = connect_by_token(state, usable, app, client)
    except Refusal as refusal:
        return _end(token, "error_redirect_uri", refusal.reply.body["error"], 400)
    return _end(token, "success_redirect_uri", f"Connected: {account.id}", 200)


def _end(token: ConnectToken | None, key: str, text: str, status: int) -> Response:
    target = token.request.get(key) if token else None
    return RedirectResponse(target) if target else _page(f"<p>{escape(text)}</p>", status)


def _choice(apps: Sequence[App], query: Mapping[str, str]) -> Response:
    links = "".join(
        f'<li><a href="?{escape(urlencode({**query, "app": app.name_slug}))}">{escape(app.name)}</a></li>'
        for app in apps
        if app.auth_type != "none"
    )
    return _page(f"<p>Connect an account of:</p><ul>{links}</ul>", 200)


def _page(body: str, status: int) -> Response:
    title = "<title>Connect (sandbox)</title>"
    return HTMLResponse(f"<!doctype html><html lang=en>{title}{body}</html>", status_code=status)
