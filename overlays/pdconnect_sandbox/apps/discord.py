"""Example components of Discord: props for one channel and for several, and events that the app itself sends."""

from __future__ import annotations

from ..wire.types import JsonObject, as_list
from .component import Component, ComponentError, Options, OptionsRequest, Outcome, RunContext, option

CHANNELS: dict[str, str] = {"1000000000000000001": "general", "1000000000000000002": "support"}

_APP: JsonObject = {"name": "discord", "type": "app", "app": "discord"}


def _channel_options(context: RunContext, request: OptionsRequest) -> Options:
    return Options(labelled=[] if request.page else [option(f"#{name}", key) for key, name in CHANNELS.items()])


def _send(context: RunContext) -> Outcome:
    channel, message = str(context.require("channel")), context.require("message")
    if channel not in CHANNELS:
        raise ComponentError("Unknown Channel")
    sent: JsonObject = {"channel_id": channel, "content": message}
    if embeds := as_list(context.props.get("embeds")):
        sent["embeds"] = embeds
    return Outcome(sent, f"Sent a message to #{CHANNELS[channel]}")


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_DisSnd1",
        kind="action",
        app="discord",
        key="discord-send-message",
        name="Send Message",
        version="1.0.1",
        description="Sends a message to a channel.",
        props=[
            _APP,
            {"name": "channel", "type": "$.discord.channel", "appProp": "discord", "remoteOptions": True},
            {"name": "message", "type": "string", "label": "Message"},
            {"name": "embeds", "type": "any", "label": "Embeds", "optional": True},
        ],
        options={"channel": _channel_options},
        run=_send,
    ),
    Component(
        id="sc_DisNew1",
        kind="trigger",
        app="discord",
        key="discord-new-message",
        name="New Message (Instant)",
        version="1.0.0",
        description="Emits an event for each message in the channels.",
        props=[
            _APP,
            {
                "name": "channels",
                "type": "$.discord.channel[]",
                "appProp": "discord",
                "optional": True,
                "remoteOptions": True,
            },
            {"name": "hook", "type": "$.interface.apphook", "appProp": "discord", "eventNames": ["message"]},
        ],
        options={"channels": _channel_options},
    ),
)
