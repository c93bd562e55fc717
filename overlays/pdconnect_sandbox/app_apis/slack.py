"""A small part of Slack's Web API; its messages are those of the Slack actions."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from ..apps.slack import CHANNELS, MessageRejectedError, Messages, send
from ..wire.http_libraries import Request, Response
from ..wire.types import JsonObject
from . import echo
from .model import ProxiedRequest

_USERS = [
    {"id": "U0000000001", "name": "ada", "real_name": "Ada Example", "is_bot": False},
    {"id": "U0000000002", "name": "grace", "real_name": "Grace Example", "is_bot": False},
    {"id": "USLACKBOT", "name": "slackbot", "real_name": "Slackbot", "is_bot": True},
]


def respond(proxied: ProxiedRequest) -> Response:
    """Respond to a request to Slack. Like the real API, it reports errors with status 200."""
    endpoint = proxied.endpoint.partition(" ")[2]
    if endpoint == "/api/auth.test":
        return _ok({"team": "Sandbox", "user_id": proxied.account_id})
    if endpoint == "/api/users.list":
        return _ok({"members": _USERS, "response_metadata": {"next_cursor": ""}})
    if endpoint == "/api/conversations.list":
        return _ok({"channels": [{"id": key, "name": name} for key, name in CHANNELS.items()]})
    if endpoint == "/api/chat.postMessage":
        return _post_message(proxied)
    return echo.respond(proxied)


def _post_message(proxied: ProxiedRequest) -> Response:
    given = proxied.body if proxied.body is not None else _form(proxied.request)
    channel, text = str(given.get("channel", "")), str(given.get("text", ""))
    try:
        message = send(proxied.stores.get(Messages), channel, text, proxied.account_id, proxied.now)
    except MessageRejectedError as error:
        return Response(200, json={"ok": False, "error": str(error)})
    return _ok({"channel": channel, "ts": message["ts"], "message": message})


def _form(request: Request) -> JsonObject:
    return dict(parse_qsl(request.content.decode(errors="replace")))


def _ok(body: dict[str, Any]) -> Response:
    return Response(200, json={"ok": True, **body})
