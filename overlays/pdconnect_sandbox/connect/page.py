"""The page behind `connect_link_url`: a person sees what is asked, agrees or does not, and an account is connected.

It stands alone, behind a link, or in a frame that the browser SDK opens. A link may end in a redirect; a frame hears
of the end by messages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, quote

from ..spec.request import Incoming, form_body
from ..state.models import Account
from ..state.state import ConnectToken, State
from ..wire.types import JsonObject, Refusal, Reply, WebhookRequest
from .api_keys import key_values, missing_keys, try_keys
from .connect import Connecting, connect, connect_by_token, fake_credentials, in_words, reconnect, telling
from .cors import allowed_origins
from .html import headers
from .request import ConnectRequest, resolve_connect_request
from .views import choice, failure, question, success

_FIELD = "field."
_IN_LOCATION = ":/?#[]@!$&'()*+,;=%"


def connect_page(state: State, incoming: Incoming) -> Reply:
    """Answer a visit to the page, or the form on it."""
    query = dict(parse_qsl(incoming.query))
    text = query.get("token", "")
    try:
        if incoming.method == "POST":
            return _decided(state, query, form_body(incoming) or {})
        return telling(state, text, lambda token: _shown(state, token, query))
    except Refusal as refusal:
        return _failed(state, query, refusal)


def _shown(state: State, token: ConnectToken, query: Mapping[str, str]) -> Reply:
    request = resolve_connect_request(state, token, query)
    if request is None:
        return _page(token, choice(token.environment.project, state.registry.apps, query))
    return _page(token, question(request, query, {}, ()))


def _decided(state: State, query: Mapping[str, str], form: JsonObject) -> Reply:
    """Connect an account if the user agrees and has filled in all that is needed."""
    given = {name.removeprefix(_FIELD): text for name, text in form.items() if name.startswith(_FIELD) and text}
    request = telling(state, query.get("token", ""), lambda token: _agreed(state, token, query, form))
    values = key_values(request.app, request.override, given)
    missing = missing_keys(request.app, values) if request.app.auth_type == "keys" else []
    if missing:
        return _page(request.token, question(request, query, given, missing), 422)
    account, webhook_requests = connect_by_token(
        state, request.token.token, lambda _: _connected(state, request, values)
    )
    target = _redirect(request.token, query, "success_redirect_uri", webhook_requests)
    return target or _page(request.token, success(account, request.app.name), webhook_requests=webhook_requests)


def _agreed(state: State, token: ConnectToken, query: Mapping[str, str], form: JsonObject) -> ConnectRequest:
    request = resolve_connect_request(state, token, query)
    if request is None:
        raise Refusal(400, "app: the link does not say which app to connect")
    decision = form.get("decision")
    if decision != "allow":
        # Saying no is a failure to connect, but nothing is wrong with the request.
        raise Refusal(200 if decision == "deny" else 400, "The user did not allow the connection")
    return request


def _connected(state: State, request: ConnectRequest, values: JsonObject) -> Account:
    token, app, keys = request.token, request.app, None
    if app.auth_type == "keys":
        try_keys(request.project, app, values)
        keys = values
    if request.account is not None:
        credentials = fake_credentials(state, app) if keys is None else keys
        return reconnect(state, token.environment, request.account, credentials, request.account.name)
    wanted = Connecting(app.name_slug, token.external_user_id, keys, oauth_app_id=request.oauth_app_id)
    return connect(state, token.environment, wanted)


def _failed(state: State, query: Mapping[str, str], refusal: Refusal) -> Reply:
    """Tell of a failure: where the token says, or else here. A token that is still good can be tried again."""
    token = state.connect_tokens.get(query.get("token", ""))
    target = token and _redirect(token, query, "error_redirect_uri", refusal.reply.webhook_requests)
    if target:
        return target
    spent = token is not None and (token.spent or token.expires_at <= state.clock())
    status = 404 if token is None else 410 if spent else refusal.reply.status
    project = token.environment.project if token else None
    view = failure(in_words(refusal), project, again=token is not None and not spent)
    return _page(token, view, status, refusal.reply.webhook_requests)


def _redirect(
    token: ConnectToken, query: Mapping[str, str], key: str, webhook_requests: Sequence[WebhookRequest] = ()
) -> Reply | None:
    """Return the redirect that the token wants at the end. Only links have one; in a frame it would lead nowhere."""
    target = token.request.get(key)
    if not target or query.get("connectLink") != "true":
        return None
    return Reply(303, headers=[("location", quote(target, safe=_IN_LOCATION))], webhook_requests=webhook_requests)


def _page(
    token: ConnectToken | None, view: bytes, status: int = 200, webhook_requests: Sequence[WebhookRequest] = ()
) -> Reply:
    length = ("content-length", str(len(view)))
    framed_by = allowed_origins(token) if token else None
    return Reply(status, headers=[*headers(framed_by), length], content=[view], webhook_requests=webhook_requests)
