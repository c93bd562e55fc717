"""Fire timers: triggers emit events, by their code or with the time only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from attrs import evolve
from starlette.exceptions import HTTPException

from ..apps import ComponentError, EmittedEvent
from ..components.props import own_accounts, run_context
from ..state.projects import Environment
from ..state.records import Trigger
from ..state.state import State
from ..state.timers import Timer
from ..wire.types import JsonObject, WebhookRequest
from .emit import emit_from

_MAX_EVENTS = 10_000


def advance(state: State, seconds: float) -> list[WebhookRequest]:
    """Advance the clock, fire all timers due in between in order, and return the webhook requests to send."""
    try:
        state.clock.check_advance(seconds)
    except ValueError as error:
        raise HTTPException(400, str(error)) from None
    until = state.clock() + seconds
    due = list(islice(_due(state, until), _MAX_EVENTS + 1))
    if len(due) > _MAX_EVENTS:
        raise HTTPException(400, f"time: more than {_MAX_EVENTS} events would be emitted; take smaller steps")
    state.clock.advance(seconds)
    _set_handled_until(state, until)
    due.sort(key=lambda entry: entry[0])
    return [request for time, environment, trigger in due for request in _fire(state, environment, trigger, time)]


def fire_due(state: State) -> list[WebhookRequest]:
    """Fire the timers that are due by now. A timer that was due several times fires once."""
    now = state.clock()
    last = [(timer.last_due(now), environment, trigger) for environment, trigger, timer in _running(state)]
    _set_handled_until(state, now)
    return [
        request
        for time, environment, trigger in last
        if time is not None
        for request in _fire(state, environment, trigger, time)
    ]


def first_poll(state: State, environment: Environment, trigger: Trigger, *, emit: bool) -> list[WebhookRequest]:
    """Poll for a trigger that was just deployed. With `emit`, emit the events; otherwise only record them as seen."""
    if trigger.component.poll is None:
        return []
    events = _poll(state, environment, trigger, state.clock())
    return _emit_all(state, environment, trigger, events, state.clock()) if emit else []


def _due(state: State, until: float) -> Iterator[tuple[float, Environment, Trigger]]:
    for environment, trigger, timer in _running(state):
        yield from ((time, environment, trigger) for time in timer.due(until))


def _running(state: State) -> Iterator[tuple[Environment, Trigger, Timer]]:
    for environment in state.environments():
        for trigger in environment.triggers:
            if trigger.timer is not None and trigger.active:
                yield environment, trigger, trigger.timer


def _set_handled_until(state: State, until: float) -> None:
    for environment in state.environments():
        for trigger in environment.triggers:
            if trigger.timer is not None:
                trigger.timer = evolve(trigger.timer, handled_until=until)


def _fire(state: State, environment: Environment, trigger: Trigger, time: float) -> list[WebhookRequest]:
    if environment.triggers.get(trigger.id) is not trigger or trigger.timer is None:
        return []
    if trigger.component.poll is None:
        return _emit_all(state, environment, trigger, [EmittedEvent(_tick(trigger.timer, time))], time)
    return _emit_all(state, environment, trigger, _poll(state, environment, trigger, time), time)


def _poll(state: State, environment: Environment, trigger: Trigger, time: float) -> Sequence[EmittedEvent]:
    """Run the code of a trigger. An error in it is not reported, and there are no events."""
    if trigger.component.poll is None:
        return []
    props = trigger.wire["configurable_props"]
    body: JsonObject = {
        "configured_props": trigger.wire["configured_props"],
        "external_user_id": trigger.external_user_id,
    }
    try:
        view = run_context(state, environment, props, body, own_accounts(environment, props, body))
        return trigger.component.poll(evolve(view, now=time), trigger.service_db)
    except ComponentError:
        return []


def _emit_all(
    state: State, environment: Environment, trigger: Trigger, events: Iterable[EmittedEvent], time: float
) -> list[WebhookRequest]:
    return [
        request
        for event in events
        for request in emit_from(state, environment, trigger, event.payload, event.summary, time)[1]
    ]


def _tick(timer: Timer, time: float) -> JsonObject:
    return {
        "timestamp": int(time),
        "interval_seconds": timer.interval,
        "cron": timer.cron,
        "timezone": timer.timezone,
    }
