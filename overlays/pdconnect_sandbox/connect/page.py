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
from ..wire.types import JsonObject, Post, Refusal, Reply
from .api_keys import key_values, missing_keys, try_keys
from .connect import Connecting, connect, connect_by_token, in_words, made_up, reconnect, telling
from .cors import allowed_origins
from .html import headers
from .request import Errand, errand_of
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
    errand = errand_of(state, token, query)
    if errand is None:
        return _page(token, choice(token.place.project, state.registry.apps, query))
    return _page(token, question(errand, query, {}, ()))


def _decided(state: State, query: Mapping[str, str], form: JsonObject) -> Reply:
    """Connect an account if the user agrees and has filled in all that is needed."""
    given = {name.removeprefix(_FIELD): text for name, text in form.items() if name.startswith(_FIELD) and text}
    errand = telling(state, query.get("token", ""), lambda token: _agreed(state, token, query, form))
    values = key_values(errand.app, errand.override, given)
    missing = missing_keys(errand.app, values) if errand.app.auth_type == "keys" else []
    if missing:
        return _page(errand.token, question(errand, query, given, missing), 422)
    account, posts = connect_by_token(state, errand.token.token, lambda _: _connected(state, errand, values))
    target = _redirect(errand.token, query, "success_redirect_uri", posts)
    return target or _page(errand.token, success(account, errand.app.name), posts=posts)


def _agreed(state: State, token: ConnectToken, query: Mapping[str, str], form: JsonObject) -> Errand:
    errand = errand_of(state, token, query)
    if errand is None:
        raise Refusal(400, "app: the link does not say which app to connect")
    decision = form.get("decision")
    if decision != "allow":
        # Saying no is a failure to connect, but nothing is wrong with the request.
        raise Refusal(200 if decision == "deny" else 400, "The user did not allow the connection")
    return errand


def _connected(state: State, errand: Errand, values: JsonObject) -> Account:
    token, app, keys = errand.token, errand.app, None
    if app.auth_type == "keys":
        try_keys(errand.project, app, values)
        keys = values
    if errand.account is not None:
        credentials = made_up(state, app) if keys is None else keys
        return reconnect(state, token.place, errand.account, credentials, errand.account.name)
    wanted = Connecting(app.name_slug, token.external_user_id, keys, oauth_app_id=errand.oauth_app_id)
    return connect(state, token.place, wanted)


def _failed(state: State, query: Mapping[str, str], refusal: Refusal) -> Reply:
    """Tell of a failure: where the token says, or else here. A token that is still good can be tried again."""
    token = state.connect_tokens.get(query.get("token", ""))
    target = token and _redirect(token, query, "error_redirect_uri", refusal.reply.posts)
    if target:
        return target
    spent = token is not None and (token.spent or token.expires_at <= state.clock())
    status = 404 if token is None else 410 if spent else refusal.reply.status
    project = token.place.project if token else None
    view = failure(in_words(refusal), project, again=token is not None and not spent)
    return _page(token, view, status, refusal.reply.posts)


def _redirect(token: ConnectToken, query: Mapping[str, str], key: str, posts: Sequence[Post] = ()) -> Reply | None:
    """Return the redirect that the token wants at the end. Only links have one; in a frame it would lead nowhere."""
    target = token.request.get(key)
    if not target or query.get("connectLink") != "true":
        return None
    return Reply(303, headers=[("location", quote(target, safe=_IN_LOCATION))], posts=posts)


def _page(token: ConnectToken | None, view: bytes, status: int = 200, posts: Sequence[Post] = ()) -> Reply:
    length = ("content-length", str(len(view)))
    framed_by = allowed_origins(token) if token else None
    return Reply(status, headers=[*headers(framed_by), length], content=[view], posts=posts)
