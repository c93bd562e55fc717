"""Requests that the proxy forwards to an app: their headers and credentials."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.exceptions import HTTPException

from ..app_apis import ProxiedRequest
from ..apps.proxy_target import TARGET, resolve
from ..state.records import Account
from ..state.state import State
from ..wire.http_libraries import Request
from .call import Call

_PREFIX = "x-pd-proxy-"
_FORBIDDEN = re.compile(
    "accept-encoding|access-control-request-(headers|method)|connection|content-length|cookie|date|dnt|expect|host"
    "|keep-alive|origin|permissions-policy|proxy-.*|referer|sec-.*|te|trailer|transfer-encoding|upgrade|via|"
)


def proxied(state: State, call: Call) -> tuple[Account, ProxiedRequest]:
    """Return the account of a proxied request, and the request to its app, or raise an HTTPException."""
    account = _account(call)
    proxy = app.proxy if (app := state.registry.app(account.app_slug)) else None
    if proxy is None:
        raise HTTPException(400, f"query.account_id: the proxy does not serve {account.app_slug}")
    url = resolve(proxy, account.credentials, call.path[TARGET])
    name, value = proxy.authorization(account.credentials)
    headers = {**forwarded(call.request.headers, has_body=bool(call.request.content)), name: value}
    request = Request(call.operation.method, url, headers=headers, content=call.request.content)
    return account, ProxiedRequest(request, name, account.id, call.environment.stores, state.clock())


def forwarded(headers: Mapping[str, str], *, has_body: bool) -> dict[str, str]:
    """Return the headers for the app, or raise 400 for a header that must not be sent."""
    wanted = {name.removeprefix(_PREFIX): value for name, value in headers.items() if name.startswith(_PREFIX)}
    forbidden = [f"header.{_PREFIX}{name}: must not be sent" for name in sorted(wanted) if _FORBIDDEN.fullmatch(name)]
    if forbidden:
        raise HTTPException(400, "; ".join(forbidden))
    if has_body and "content-type" in headers:
        wanted.setdefault("content-type", headers["content-type"])
    return wanted


def _account(call: Call) -> Account:
    account = call.environment.accounts.get(call.query["account_id"])
    if account is None or account.external_user_id != call.query["external_user_id"]:
        raise HTTPException(404, f"query.account_id: this user has no such account in {call.environment.name}")
    return account
