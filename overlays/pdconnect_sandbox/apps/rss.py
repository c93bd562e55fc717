"""Example components of RSS: a feed that a timer polls, with a new item each time."""

from __future__ import annotations

from ..wire.timestamps import iso
from ..wire.types import JsonObject
from .component import Component, ComponentError, EmittedEvent, Outcome, RunContext

_URL: JsonObject = {"name": "url", "type": "string", "label": "Feed URL", "description": "URL of an example feed"}
_ITEMS = 20


def _item(url: str, number: int, now: float) -> JsonObject:
    return {
        "guid": f"{url}#{number}",
        "title": f"Item {number}",
        "link": f"{url}#{number}",
        "pubdate": iso(now),
    }


def _url(context: RunContext) -> str:
    url = str(context.require("url"))
    if not url.startswith(("http://", "https://")):
        raise ComponentError("the URL of a feed begins with https://")
    return url


def _new_items(context: RunContext, service_db: JsonObject) -> list[EmittedEvent]:
    """Emit one item: the successor of the last one."""
    number = service_db.get("last", 0) + 1
    item = _item(_url(context), number, context.now)
    service_db["last"] = number
    return [EmittedEvent(item, item["title"])]


def _merge(context: RunContext) -> Outcome:
    url = _url(context)
    items = [_item(url, number, context.now) for number in range(1, _ITEMS + 1)]
    return Outcome(items, f"Retrieved {len(items)} items")


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_RssNew1",
        kind="trigger",
        app="rss",
        key="rss-new-item-in-feed",
        name="New Item in Feed",
        version="1.2.8",
        description="Looks for new items by a timer; there is a new one each time.",
        props=[
            {"name": "db", "type": "$.service.db"},
            {"name": "timer", "type": "$.interface.timer", "default": {"intervalSeconds": 900}},
            _URL,
        ],
        poll=_new_items,
    ),
    Component(
        id="sc_RssMrg1",
        kind="action",
        app="rss",
        key="rss-merge-rss-feeds",
        name="Retrieve Feed",
        version="1.2.7",
        description="Retrieves the items of a feed.",
        props=[_URL],
        run=_merge,
        annotations={"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": True},
    ),
)
