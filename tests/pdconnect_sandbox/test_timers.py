"""Triggers that emit by a timer: at intervals, by cron expressions, and with their own code."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from ..cases import for_each
from .helpers import Clock, Http, Receiver, component_request, connected, ok, rejected, sign_in

HOOK = "https://hooks.example.com/"
SHEET = "1BfWjFF2dTW_YDiLISj5N9nKCUErShgugPS434liyytg"


def deploy(http: Http, key: str, props: Any, **more: Any) -> str:
    body = {**component_request(key, props), "webhook_url": HOOK, **more}
    trigger_id: str = ok(http.post("~/triggers/deploy", body))["data"]["id"]
    return trigger_id


def schedule(http: Http, **timer: Any) -> str:
    return deploy(http, "schedule-custom-interval", {"cron": timer})


def events(http: Http, trigger_id: str) -> Any:
    """Return the events of a trigger, oldest first, however much time has passed."""
    path = f"~/deployed-triggers/{trigger_id}/events"
    return ok(sign_in(http.sandbox).get(path, external_user_id="jay", n=100))["data"][::-1]


def times(http: Http, trigger_id: str) -> list[str]:
    return [datetime.fromtimestamp(item["ts"] / 1000, UTC).strftime("%d %H:%M:%S") for item in events(http, trigger_id)]


def test_an_interval_emits_events(sandbox: Sandbox, http: Http, receiver: Receiver) -> None:
    trigger = schedule(http, intervalSeconds=900)
    assert sandbox.advance(minutes=14, seconds=59) == []
    [delivery] = sandbox.advance(seconds=1)
    assert delivery.json() == {"timestamp": 1_700_000_900, "interval_seconds": 900, "cron": None, "timezone": "UTC"}
    assert "x-pd-signature" in delivery.headers
    assert delivery.headers["x-pd-emitter-id"] == trigger
    assert len(sandbox.advance(minutes=45)) == 3
    assert len(receiver.requests) == 4
    assert times(http, trigger) == ["14 22:28:20", "14 22:43:20", "14 22:58:20", "14 23:13:20"]


def test_all_timers_fire_in_order(sandbox: Sandbox, http: Http) -> None:
    fast, slow = schedule(http, intervalSeconds=60), schedule(http, intervalSeconds=90)
    emitters = [item.headers["x-pd-emitter-id"] for item in sandbox.advance(minutes=3)]
    assert emitters == [fast, slow, fast, fast, slow]


@pytest.mark.parametrize(
    ("cron", "timezone", "due"),
    [
        ("0 9 * * *", None, ["15 09:00:00", "16 09:00:00"]),
        ("0 9 * * *", "Europe/Berlin", ["15 08:00:00", "16 08:00:00"]),
        ("*/20 23 14 * *", None, ["14 23:00:00", "14 23:20:00", "14 23:40:00"]),
        ("30 0-2/2,23 15 nov *", None, ["15 00:30:00", "15 02:30:00", "15 23:30:00"]),
        ("0 0 * * thu", None, ["16 00:00:00"]),
        ("0 0 16 * WED", None, ["15 00:00:00", "16 00:00:00"]),
        ("0 12 * * 7", None, []),
        ("0 0 31 2 *", None, []),
    ],
)
def test_a_cron_expression_emits_events_when_due(
    sandbox: Sandbox, http: Http, cron: str, timezone: str | None, due: list[str]
) -> None:
    trigger = schedule(http, cron=cron, **({"timezone": timezone} if timezone else {}))
    sandbox.advance(hours=35)  # from Tuesday 14 November 2023 22:13:20 on
    assert times(http, trigger) == due


def test_a_time_skipped_by_daylight_saving_does_not_fire() -> None:
    sandbox = Sandbox(clock=lambda: datetime(2024, 3, 30, 12, tzinfo=UTC).timestamp())
    http = sign_in(sandbox)
    trigger = schedule(http, cron="30 2 * * *", timezone="Europe/Berlin")
    sandbox.advance(days=2)
    assert times(http, trigger) == ["01 00:30:00"]


@pytest.mark.parametrize(
    "timer",
    [
        {"intervalSeconds": 0.5},
        {"intervalSeconds": -5},
        {"intervalSeconds": "900"},
        {"intervalSeconds": True},
        {"cron": "* * * *"},
        {"cron": "60 * * * *"},
        {"cron": "5-1 * * * *"},
        {"cron": "*/0 * * * *"},
        {"cron": "a b c d e"},
        {"cron": "1,,2 * * * *"},
        {"cron": 7},
        {"cron": "0 0 * * *", "timezone": "Mars/Olympus"},
        {"cron": "0 0 * * *", "timezone": "../etc/passwd"},
        {},
    ],
)
def test_an_invalid_timer_is_rejected(http: Http, timer: Any) -> None:
    body = component_request("schedule-custom-interval", {"cron": timer})
    assert "body.configured_props.cron" in rejected(http.post("~/triggers/deploy", body), 400)


def test_a_new_schedule_counts_from_its_setting(sandbox: Sandbox, http: Http) -> None:
    trigger = schedule(http, intervalSeconds=900)
    sandbox.advance(minutes=10)
    path = f"~/deployed-triggers/{trigger}"
    ok(http.put(path, {"configured_props": {"cron": {"intervalSeconds": 600}}}, external_user_id="jay"))
    assert len(sandbox.advance(minutes=9)) == 0
    assert len(sandbox.advance(minutes=1)) == 1


def test_a_disabled_timer_does_not_fire(sandbox: Sandbox, http: Http, clock: Clock) -> None:
    trigger = schedule(http, intervalSeconds=60)
    path = f"~/deployed-triggers/{trigger}"
    ok(http.put(path, {"active": False}, external_user_id="jay"))
    assert sandbox.advance(minutes=2) == []
    clock.now += 120
    ok(http.put(path, {"active": True}, external_user_id="jay"))
    assert len(sandbox.advance(minutes=1)) == 1
    assert http.delete(path, external_user_id="jay").status_code == 204
    assert sandbox.advance(minutes=1) == []


def test_too_many_events_in_one_advance(sandbox: Sandbox, http: Http) -> None:
    trigger = schedule(http, intervalSeconds=1.1)
    before = sandbox.now
    with pytest.raises(ValueError, match="smaller steps"):
        sandbox.advance(days=1)
    assert sandbox.now == before
    assert events(http, trigger) == []
    assert [len(sandbox.advance(seconds=11)) for _ in range(3)] == [10, 10, 10]


def test_a_feed_has_a_new_item_each_time(sandbox: Sandbox, http: Http) -> None:
    trigger = deploy(http, "rss-new-item-in-feed", {"url": "https://example.com/feed"}, emit_on_deploy=False)
    assert events(http, trigger) == []
    sandbox.advance(minutes=30)
    assert [(item["e"]["title"], item["sum"]) for item in events(http, trigger)] == [
        ("Item 2", "Item 2"),
        ("Item 3", "Item 3"),
    ]


@for_each("interval", [0.5, -1, 10**400, 1e300, True])
def test_an_interval_that_no_clock_can_represent_is_rejected(http: Http, interval: float) -> None:
    body = {"id": "schedule-custom-interval", "external_user_id": "jay"}
    response = http.post("~/triggers/deploy", {**body, "configured_props": {"cron": {"intervalSeconds": interval}}})
    assert "intervalSeconds must be a number of at least 1, and at most 1000000000" in rejected(response, 400)


def test_new_worksheets_are_found(sandbox: Sandbox, http: Http) -> None:
    sheets = connected(sandbox, "google_sheets")
    props = {"googleSheets": sheets, "sheetId": SHEET}
    loud = deploy(http, "google_sheets-new-worksheet", props)
    quiet = deploy(http, "google_sheets-new-worksheet", props, emit_on_deploy=False)
    assert [item["e"]["title"] for item in events(http, loud)] == ["Orders", "Notes"]
    assert events(http, quiet) == []
    ok(http.post("~/actions/run", component_request("google_sheets-create-worksheet", {**props, "title": "New"})))
    sandbox.advance(minutes=15)
    sandbox.advance(minutes=15)
    assert [item["e"]["title"] for item in events(http, quiet)] == ["New"]
    assert events(http, quiet)[0]["sum"] == "New worksheet New"


def test_a_trigger_with_a_revoked_account_emits_nothing(sandbox: Sandbox, http: Http) -> None:
    sheets = connected(sandbox, "google_sheets")
    trigger = deploy(http, "google_sheets-new-worksheet", {"googleSheets": sheets, "sheetId": SHEET})
    ok(
        http.post(
            "~/actions/run",
            component_request(
                "google_sheets-create-worksheet", {"googleSheets": sheets, "sheetId": SHEET, "title": "New"}
            ),
        )
    )
    sandbox.revoke_account(sheets["authProvisionId"])
    sandbox.advance(minutes=15)
    assert len(events(http, trigger)) == 2


def test_timers_fire_by_themselves_while_it_is_served(clock: Clock) -> None:
    arrived = threading.Event()
    posted: list[Any] = []

    def receive(request: httpx.Request) -> httpx.Response:
        posted.append(request)
        arrived.set()
        return httpx.Response(200)

    sandbox = Sandbox(clock=clock, webhook_transport=httpx.MockTransport(receive))
    trigger = schedule(sign_in(sandbox), intervalSeconds=60)
    with sandbox.serve():
        clock.now += 600  # of the missed times, only the last one fires
        assert arrived.wait(10)
    assert [item.headers["x-pd-emitter-id"] for item in posted] == [trigger]
    assert sandbox.deliveries[0].json()["timestamp"] == 1_700_000_600


def test_time_over_http_fires_timers(sandbox: Sandbox, http: Http, receiver: Receiver) -> None:
    schedule(http, intervalSeconds=900)
    ok(http.post("/_sandbox/clock", {"hours": 1}))
    assert len(receiver.requests) == 4
