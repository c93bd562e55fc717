"""The native triggers: they need no account and deploy as interfaces of the platform itself."""

from __future__ import annotations

from .component import Component

COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_Nat0Htt",
        kind="trigger",
        app="http",
        key="http-new-requests",
        name="New Requests",
        version="0.1.1",
        description="Emits an event for each HTTP request to its own URL.",
        props=[{"name": "http", "type": "$.interface.http", "customResponse": True}],
        native="http",
    ),
    Component(
        id="sc_Nat1Tim",
        kind="trigger",
        app="schedule",
        key="schedule-custom-interval",
        name="Custom Interval",
        version="0.0.1",
        description="Emits an event at an interval or by a cron expression.",
        props=[{"name": "cron", "type": "$.interface.timer"}],
        native="timer",
    ),
    Component(
        id="sc_Nat2Ema",
        kind="trigger",
        app="email",
        key="email-new-email",
        name="New Emails",
        version="0.0.1",
        description="Emits an event for each mail to its own address.",
        props=[],
        native="email",
    ),
)
