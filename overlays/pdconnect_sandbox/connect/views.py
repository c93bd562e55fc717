"""The views of the Connect page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlencode

from ..apps import App, Field
from ..state.models import Account
from ..state.project import Project
from .html import Html, document, html, joined
from .request import ConnectRequest

_NOTHING = Html("")
_CLOSE = Html('<button type="button" class="corner" data-close hidden aria-label="Close">&times;</button>')
_BUTTONS = """<div class="buttons"><button class="own" name="decision" value="allow">{allow}</button>
<button name="decision" value="deny" formnovalidate>{deny}</button></div>"""
_FIELD = """<label for="field.{name}">{label}{optional}</label><input id="field.{name}" name="field.{name}" type="{type}"
value="{value}" autocomplete="off" spellcheck="false"{required}{wrong}>{told}"""


def choice(project: Project, apps: Sequence[App], query: Mapping[str, str]) -> bytes:
    """Offer the apps, where a link names none."""
    links = [
        html(
            '<li><a href="?{query}">{name}</a></li>',
            query=urlencode({**query, "app": app.name_slug}),
            name=app.name,
        )
        for app in apps
        if app.auth_type != "none"
    ]
    body = html(
        """{header}<p>This link does not say which app to connect. The service's own page would stop here: add
<code>&amp;app=</code> and the app's slug to the link. Here you may choose.</p><ul class="choice">{links}</ul>""",
        header=_header("Connect an account", _mark(project, _name(project)), query),
        links=joined(links),
    )
    return document("Connect an account", body, [])


def question(
    request: ConnectRequest, query: Mapping[str, str], given: Mapping[str, str], missing: Collection[str]
) -> bytes:
    """Ask the user to agree, or to fill in the keys. What was filled in before comes back, but for passwords."""
    title = f"{'Reconnect' if request.account else 'Connect'} {request.app.name}"
    body = html(
        '{header}{asked}<form method="post">{fields}{buttons}</form>',
        header=_header(title, _mark(request.project, request.app.name), query),
        asked=_asked(request),
        fields=joined(_field(one, given, one.name in missing) for one in request.fields),
        buttons=html(
            _BUTTONS,
            allow="Allow" if request.app.auth_type == "oauth" else "Connect",
            deny="Deny" if request.app.auth_type == "oauth" else "Cancel",
        ),
    )
    return document(title, body, [])


def success(account: Account, app_name: str) -> bytes:
    """Say that it worked, and tell the page around this one."""
    body = html(
        "{header}<p>{app} is connected as <code>{id}</code>. You can close this page.</p>",
        header=_header("Connected", _badge(app_name), {}),
        app=app_name,
        id=account.id,
    )
    return document("Connected", body, [{"type": "success", "authProvisionId": account.id}, {"type": "close"}])


def failure(error: str, project: Project | None, *, again: bool) -> bytes:
    """Say why it did not work, and tell the page around this one; `again` offers another try."""
    support = project.support_email if project else None
    body = html(
        '{header}<p role="alert">{error}.</p>{again}{support}',
        header=_header("Not connected", _badge("!"), {}),
        error=error,
        again=Html('<p><a href="">Try again</a></p>' if again else "<p>Ask for a new link.</p>"),
        support=html("<p>Help: {email}</p>", email=support) if support else _NOTHING,
    )
    return document("Not connected", body, [{"type": "error", "error": error}])


def _header(title: str, mark: Html, query: Mapping[str, str]) -> Html:
    """Return the top of a page. A page that uses the browser SDK may want no button for closing."""
    close = _NOTHING if query.get("hideClose") == "true" else _CLOSE
    return html("<header>{mark}<h1>{title}</h1>{close}</header>", mark=mark, title=title, close=close)


def _mark(project: Project, name: str) -> Html:
    if project.logo is None:
        return _badge(name)
    return html('<img class="logo" alt="" src="{logo}">', logo=project.logo)


def _badge(name: str) -> Html:
    return html('<span class="badge" aria-hidden="true">{letter}</span>', letter=name[:1].upper())


def _asked(request: ConnectRequest) -> Html:
    """Say who wants what."""
    project, app = _name(request.project), request.app
    wish = {
        "oauth": "wants to use your {app} account.",
        "keys": "wants to use your {app} account. Fill in its keys:",
    }.get(app.auth_type, "wants to use {app}, which needs no account of yours.")
    text = f"{{project}} knows you as {{user}} and {wish}"
    told = html(f"<p>{text}</p>", project=project, app=app.name, user=request.token.external_user_id)
    own = request.client.scopes if request.client else None
    scopes = [html("<li>{scope}</li>", scope=scope) for scope in own or app.scopes]
    return html("{told}<ul class=scopes>{scopes}</ul>", told=told, scopes=joined(scopes)) if scopes else told


def _field(field: Field, given: Mapping[str, str], wrong: bool) -> Html:
    secret = field.type == "password"
    value = "" if secret else given.get(field.name, field.default or "")
    return html(
        _FIELD,
        name=field.name,
        label=field.label,
        optional=Html(' <span class="optional">(optional)</span>') if field.optional else _NOTHING,
        type="password" if secret else "text",
        value=value,
        required=_NOTHING if field.optional else Html(" required"),
        wrong=html(' aria-invalid="true" aria-describedby="wrong.{name}"', name=field.name) if wrong else _NOTHING,
        told=html('<p class="wrong" id="wrong.{name}">is missing</p>', name=field.name) if wrong else _NOTHING,
    )


def _name(project: Project) -> str:
    return project.app_name or project.name
