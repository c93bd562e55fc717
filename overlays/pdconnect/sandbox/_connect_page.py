"""The page behind `connect_link_url`, where opening the link with an app connects an account.

It asks nothing and waits for nobody: a test or a person follows the link, and the account is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from pdconnect.sandbox._connecting import connect_by_token, usable_token, with_token
from pdconnect.sandbox._places import Project
from pdconnect.sandbox._registry import App
from pdconnect.sandbox._state import ConnectToken, State
from pdconnect.sandbox._types import Post, Refusal


def open_page(state: State, query: Mapping[str, str]) -> tuple[Response, Sequence[Post]]:
    """Answer a visit to the page, and say who is to be told of it.

    The app may stand in the link or have been set with the token; where neither is so, the page offers a choice.
    """
    text = query.get("token", "")
    token = state.connect_tokens.get(text)
    app, client = _wanted(token, query)
    try:
        if app is None:
            return _choice(usable_token(state, text).place.project, state.registry.apps, query), ()
        account, posts = connect_by_token(state, text, with_token(state, app, client))
    except Refusal as refusal:
        return _end(token, "error_redirect_uri", str(refusal), 400), refusal.reply.posts
    return _end(token, "success_redirect_uri", f"Connected: {account.id}", 200), posts


def _wanted(token: ConnectToken | None, query: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return app and OAuth client; what the link says counts before the token, a client before an app."""
    request = token.request if token else {}
    client = query.get("oauthAppId") or request.get("oauth_app_id")
    known = token.place.project.oauth_apps.get(client or "") if token else None
    app = query.get("app") or (known.app_slug if known else None) or request.get("app_id")
    return app or None, client


def _end(token: ConnectToken | None, key: str, text: str, status: int) -> Response:
    target = token.request.get(key) if token else None
    return RedirectResponse(target) if target else _page(f"<p>{escape(text)}</p>", status)


def _choice(project: Project, apps: Sequence[App], query: Mapping[str, str]) -> Response:
    links = "".join(
        f'<li><a href="?{escape(urlencode({**query, "app": app.name_slug}))}">{escape(app.name)}</a></li>'
        for app in apps
        if app.auth_type != "none"
    )
    logo = f'<img alt="" src="{escape(project.logo)}">' if project.logo else ""
    name = escape(project.app_name or project.name)
    return _page(f"{logo}<p>Connect an account to {name}:</p><ul>{links}</ul>", 200)


def _page(body: str, status: int) -> Response:
    title = "<title>Connect (sandbox)</title>"
    return HTMLResponse(f"<!doctype html><html lang=en>{title}{body}</html>", status_code=status)
