"""The page behind `connect_link_url`: the user reads the request, agrees or declines, and an account is connected.

It is opened by a link, or in a frame by the browser SDK. After a link there can be a redirect; the page around a frame
gets messages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, quote

from attrs import evolve
from starlette.exceptions import HTTPException

from ..spec.request import form_body
from ..state.records import Account
from ..state.state import ConnectToken, State
from ..wire.buffered_request import BufferedRequest
from ..wire.responses import AccountConnectionError, SandboxResponse
from ..wire.types import JsonObject, WebhookRequest
from .api_keys import key_values, missing_keys, try_keys
from .connect import NewAccount, connect, connect_by_token, fake_credentials, reason_text, reconnect, use_connect_token
from .cors import allowed_origins
from .csrf import check_csrf_key, csrf_key
from .request import ConnectRequest, resolve_connect_request
from .views import DENIED, SELECTED, SELECTION, ask_for_consent, choose_app, headers, show_failure, show_success

_FIELD = "field."
_IN_LOCATION = ":/?#[]@!$&'()*+,;=%"


def connect_page(state: State, request: BufferedRequest) -> SandboxResponse:
    """Return the page, or the result of its form."""
    query = dict(parse_qsl(request.query_string))
    text = query.get("token", "")
    try:
        if request.method == "POST":
            request.check_encoding()
            form = form_body(request) or {}
            check_csrf_key(state, request, text, form)
            return _handle_form(state, query, form)
        return use_connect_token(state, text, lambda token: _request_page(state, token, query))
    except HTTPException as error:
        return _failed(state, query, error)


def _request_page(state: State, token: ConnectToken, query: Mapping[str, str]) -> SandboxResponse:
    connecting = resolve_connect_request(state, token, query)
    if connecting is None:
        return _page(token, choose_app(token.environment.project, state.registry.apps, query))
    return _page(token, ask_for_consent(connecting, query, {}, (), csrf_key(state, token.token)))


def _handle_form(state: State, query: Mapping[str, str], form: JsonObject) -> SandboxResponse:
    """Connect an account if the user agrees and has filled in all required fields."""
    given = {name.removeprefix(_FIELD): text for name, text in form.items() if name.startswith(_FIELD) and text}
    connecting = use_connect_token(
        state, query.get("token", ""), lambda token: _check_consent(state, token, query, form)
    )
    values = key_values(connecting.app, connecting.override, given)
    missing = missing_keys(connecting.app, values) if connecting.app.auth_type == "keys" else []
    if missing:
        key = csrf_key(state, connecting.token.token)
        return _page(connecting.token, ask_for_consent(connecting, query, given, missing, key), 422)
    scopes = _granted_scopes(connecting, form)
    account, webhook_requests = connect_by_token(
        state, connecting.token.token, lambda _: _connected(state, connecting, values, scopes)
    )
    target = _redirect(connecting.token, query, "success_redirect_uri", webhook_requests)
    return target or _page(
        connecting.token, show_success(account, connecting.app.name), webhook_requests=webhook_requests
    )


def _check_consent(state: State, token: ConnectToken, query: Mapping[str, str], form: JsonObject) -> ConnectRequest:
    connecting = resolve_connect_request(state, token, query)
    if connecting is None:
        raise HTTPException(400, "app: the link does not say which app to connect")
    decision = form.get("decision")
    if decision != "allow":
        # A user who declines is a failure to connect, but not an error of the request.
        raise HTTPException(200 if decision == "deny" else 400, DENIED)
    return connecting


def _granted_scopes(connecting: ConnectRequest, form: JsonObject) -> Sequence[str]:
    """Return the scopes that the user has left selected. Where the token allows no selection, or there was no form, all."""
    if not connecting.can_select_scopes or SELECTION not in form:
        return connecting.scopes
    return [scope for number, scope in enumerate(connecting.scopes) if f"{SELECTED}{number}" in form]


def _connected(state: State, connecting: ConnectRequest, values: JsonObject, scopes: Sequence[str]) -> Account:
    token, app, keys = connecting.token, connecting.app, None
    if app.auth_type == "keys":
        try_keys(connecting.project, app, values)
        keys = values
    if connecting.account is not None:
        credentials = fake_credentials(state, app) if keys is None else keys
        account = evolve(connecting.account, authorized_scopes=tuple(scopes))
        return reconnect(state, token.environment, account, credentials, account.name)
    wanted = NewAccount(
        app.name_slug,
        token.external_user_id,
        keys,
        oauth_app_id=connecting.oauth_app_id,
        authorized_scopes=scopes,
    )
    return connect(state, token.environment, wanted)


def _failed(state: State, query: Mapping[str, str], error: HTTPException) -> SandboxResponse:
    """Report a failure: by the redirect of the token, else on the page. A token that is still valid can be tried again."""
    token = state.connect_tokens.get(query.get("token", ""))
    webhook_requests = error.webhook_requests if isinstance(error, AccountConnectionError) else ()
    target = token and _redirect(token, query, "error_redirect_uri", webhook_requests)
    if target:
        return target
    spent = token is not None and (token.spent or token.expires_at <= state.clock())
    status = 404 if token is None else 410 if spent else error.status_code
    project = token.environment.project if token else None
    view = show_failure(reason_text(error), project, can_retry=token is not None and not spent)
    page = _page(token, view, status, webhook_requests)
    page.reason = str(error.detail) if status >= 400 else None
    return page


def _redirect(
    token: ConnectToken, query: Mapping[str, str], key: str, webhook_requests: Sequence[WebhookRequest] = ()
) -> SandboxResponse | None:
    """Return the redirect that the token asks for. Only links have one; in a frame it would have no effect."""
    target = token.request.get(key)
    if not target or query.get("connectLink") != "true":
        return None
    return SandboxResponse(None, 303, {"location": quote(target, safe=_IN_LOCATION)}, webhook_requests=webhook_requests)


def _page(
    token: ConnectToken | None, view: bytes, status: int = 200, webhook_requests: Sequence[WebhookRequest] = ()
) -> SandboxResponse:
    framed_by = allowed_origins(token) if token else None
    return SandboxResponse(view, status, headers(framed_by), webhook_requests=webhook_requests)
