"""Example components of Slack: messages to example channels, and options with a cursor in the context."""

from __future__ import annotations

from typing import ClassVar

from attrs import define, field

from ..wire.types import JsonObject
from .component import Component, ComponentError, Options, OptionsRequest, Outcome, RunContext, option

_NAMES = ("general", "random", *(f"team-{number:02d}" for number in range(3, 25)), "old-launch")
CHANNELS: dict[str, str] = {f"C{number:010d}": name for number, name in enumerate(_NAMES, 1)}
ARCHIVED = "C0000000025"
_PER_PAGE = 10

_APP_PROP: JsonObject = {"name": "slack", "type": "app", "app": "slack"}
_CHANNEL_PROP: JsonObject = {
    "name": "conversation",
    "type": "string",
    "label": "Channel",
    "description": "Where to",
    "remoteOptions": True,
    "useQuery": True,
    "withLabel": True,
}
_TEXT_PROP: JsonObject = {"name": "text", "type": "string", "label": "Text"}


@define
class Messages:
    """The messages sent so far, oldest first."""

    store_name: ClassVar[str] = "slack.messages"
    sent: list[JsonObject] = field(factory=list[JsonObject])


class MessageRejectedError(ComponentError):
    """A message that Slack rejected."""


def _channel_options(context: RunContext, request: OptionsRequest) -> Options:
    start = request.prev_context.get("cursor", request.page * _PER_PAGE)
    if not isinstance(start, int):
        return Options(labelled=[])
    found = [option(f"#{name}", key) for key, name in CHANNELS.items() if request.query in name]
    end = start + _PER_PAGE
    return Options(labelled=found[start:end], context={"cursor": end if end < len(found) else None})


def send(messages: Messages, channel: str, text: str, user: str, now: float) -> JsonObject:
    """Send a message, for the actions and for the API."""
    if channel not in CHANNELS:
        raise MessageRejectedError("channel_not_found")
    if channel == ARCHIVED:
        raise MessageRejectedError("is_archived")
    ts = f"{int(now)}.{len(messages.sent):06d}"
    message = {"channel": channel, "ts": ts, "text": text, "user": user}
    messages.sent.append(message)
    return message


def _send(context: RunContext) -> Outcome:
    channel, text = context.require("conversation"), context.require("text")
    message = send(context.stores.get(Messages), channel, text, context.accounts["slack"], context.now)
    return Outcome({"ok": True, **message}, f"Sent a message to #{CHANNELS[channel]}")


def _find(context: RunContext) -> Outcome:
    text = str(context.require("query"))
    found = [dict(message) for message in context.stores.get(Messages).sent if text in message["text"]]
    return Outcome(found, f"Found {len(found)} messages")


def _archive(context: RunContext) -> Outcome:
    raise ComponentError("missing_scope")


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_SndMsg1",
        kind="action",
        app="slack",
        key="slack-send-message",
        name="Send Message",
        version="0.1.0",
        description="Sends a message; fails with is_archived in the channel #old-launch.",
        props=[_APP_PROP, _CHANNEL_PROP, _TEXT_PROP],
        options={"conversation": _channel_options},
        run=_send,
    ),
    Component(
        id="sc_SndMsg2",
        kind="action",
        app="slack",
        key="slack-send-message-to-channel",
        name="Send Message to a Public Channel",
        version="0.0.9",
        description="Does what Send Message does.",
        props=[_APP_PROP, _CHANNEL_PROP, _TEXT_PROP],
        options={"conversation": _channel_options},
        run=_send,
    ),
    Component(
        id="sc_FndMsg1",
        kind="action",
        app="slack",
        key="slack-find-message",
        name="Find Message",
        version="0.0.2",
        description="Finds sent messages by their text.",
        props=[_APP_PROP, {"name": "query", "type": "string", "label": "Text"}],
        run=_find,
    ),
    Component(
        id="sc_ArcChn1",
        kind="action",
        app="slack",
        key="slack-archive-channel",
        name="Archive Channel",
        version="0.0.5",
        description="Always fails: the account lacks the scope.",
        props=[_APP_PROP, _CHANNEL_PROP],
        options={"conversation": _channel_options},
        run=_archive,
    ),
)
