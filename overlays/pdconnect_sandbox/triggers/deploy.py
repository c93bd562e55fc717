"""Deploy triggers: check and store their props, and create native triggers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

from starlette.exceptions import HTTPException

from ..apps import Component, ComponentError
from ..components.props import check_props, missing
from ..state.timers import Timer, new_timer, problem_of
from ..wire.ids import Ids
from ..wire.types import JsonObject, as_object
from .endpoints import endpoint_url

_EMAIL_DOMAIN = "email.sandbox.test"  # no host on the internet has a name that ends in .test
_PREFIXES = {"http": "hi", "timer": "ti", "email": "ei", "source": "dc"}


def new_id(ids: Ids, emitter_type: str) -> str:
    """Return the id of a new trigger; its prefix shows the type."""
    return ids.mint(_PREFIXES[emitter_type])


def stored_props(
    props: Sequence[JsonObject], configured: Mapping[str, Any], ids: Ids, before: Mapping[str, Any], origin: str
) -> JsonObject:
    """Return the configured props as the service stores them, with the values that the service adds.

    A trigger keeps its URL, so it is taken from the props before an update. A new URL is one of the sandbox at `origin`.
    """
    stored: JsonObject = {}
    for prop in props:
        name, kind = prop["name"], prop["type"]
        if kind == "$.service.db":
            stored[name] = {"type": kind}
        elif kind == "$.interface.http":
            stored[name] = before.get(name) or {"endpoint_url": endpoint_url(origin, ids.endpoint())}
        elif kind == "$.interface.timer":
            fixed = prop.get("static") or configured.get(name) or prop.get("default")
            schedule = schedule_of(fixed)
            stored[name] = {key: schedule[key] for key in ("cron", "interval_seconds")}
        elif name in configured:
            stored[name] = configured[name]
    return stored


def check(component: Component, props: list[JsonObject], body: JsonObject, accounts: Mapping[str, str]) -> None:
    """Raise 400 for props with which a trigger cannot run."""
    configured = body.get("configured_props", {})
    problems = [f"body.configured_props.{name}: is missing" for name in missing(props, configured)]
    problems += [f"body.configured_props.{name}: {wrong}" for name, wrong in _wrong_timers(props, configured)]
    if problems:
        raise HTTPException(400, "; ".join(problems))
    try:
        check_props(component, props, body, accounts)
    except ComponentError as error:
        raise HTTPException(400, f"body.configured_props: {error}") from None


def _wrong_timers(props: Sequence[JsonObject], configured: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of timer props with an invalid value, and their problems."""
    for prop in props:
        if prop["type"] == "$.interface.timer" and prop["name"] in configured:
            wrong = problem_of(schedule_of(configured[prop["name"]]))
            if wrong:
                yield prop["name"], wrong


def timer_of(props: Sequence[JsonObject], configured: Mapping[str, Any], now: float) -> Timer | None:
    """Return a timer that starts now, or None for a trigger without a timer."""
    for prop in props:
        if prop["type"] == "$.interface.timer":
            fixed = prop.get("static") or configured.get(prop["name"]) or prop.get("default")
            return new_timer(schedule_of(fixed), now)
    return None


def native_wire(kind: str, trigger_id: str, schedule: Any, ids: Ids, now: int, origin: str) -> JsonObject:
    """Return a native trigger as the API shows it. `origin` is that of its URL; its email address has a domain that does not exist."""
    times = {"created_at": now, "updated_at": now}
    if kind == "http":
        key = ids.endpoint()
        endpoint = {"key": key, "endpoint_url": endpoint_url(origin, key), "custom_response": False}
        return {"id": trigger_id, **endpoint, **times}
    if kind == "timer":
        return {"id": trigger_id, **schedule_of(schedule), "schedule_changed_at": now, **times}
    address = f"{ids.hex(16)}@{_EMAIL_DOMAIN}"
    return {"id": trigger_id, "email_address": address, **times}


def slug(name: str, taken: Sequence[str]) -> str:
    """Return the name slug, with a number if it is taken already."""
    plain = "".join(char if char.isalnum() else "-" for char in name.lower())
    numbered = (f"{plain}-{number}" for number in count(2))
    return next(slug for slug in chain([plain], numbered) if slug not in taken)


def schedule_of(value: Any) -> JsonObject:
    """Return the schedule of a timer as the API shows it, from the configured value."""
    given = as_object(value) or {}
    return {
        "interval_seconds": given.get("intervalSeconds"),
        "cron": given.get("cron"),
        "timezone": given.get("timezone") or "UTC",
    }
