"""`pdconnect listen`: events of deployed triggers are sent to a receiver on this machine, signed as the service signs them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread

import httpx
import pytest

from pdconnect import webhooks
from pdconnect.cli import System
from pdconnect.sandbox import Sandbox
from tests import ROOT

from .running import Ended, Time, run
from .running import default_system as use_system

HOOK = "http://localhost:8000/hook"
KEY = "signing-key-of-the-test"
USER = ["--user", "user-1"]


class Hook:
    """A receiver that records requests and responds with the next of its responses."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.responses: list[httpx.Response | Exception] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        response = self.responses.pop(0) if self.responses else httpx.Response(204)
        if isinstance(response, Exception):
            raise response
        return response

    def event(self, number: int, time: Time) -> webhooks.WebhookEvent:
        request = self.requests[number]
        return webhooks.verify(request.content, request.headers, KEY, now=time.now)


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
def listens(sandbox: Sandbox, hook: Hook, logged_in: None) -> Iterator[Callable[..., Ended]]:
    """Runs `pdconnect listen`, with functions that are called during its waits."""

    def route(request: httpx.Request) -> httpx.Response:
        return hook(request) if request.url.host == "localhost" else sandbox.transport.handle_request(request)

    with httpx.Client(transport=httpx.MockTransport(route)) as http:

        def listen(*arguments: str, time: Time, url: str = HOOK, stdin: str = KEY) -> Ended:
            with use_system(System(http_client=http, now=time, sleep=time.sleep)):
                options = ["--forward-to", url, "--signing-key-stdin", *USER]
                return run("listen", *arguments, *options, stdin=stdin)

        yield listen


def deploy(sandbox: Sandbox) -> str:
    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    props = ["--set", f"gitlab={account}", "--set", "projectId=45672541"]
    return run("triggers", "deploy", "gitlab-new-issue", *USER, *props).ok().out.strip()


def stop() -> None:
    raise KeyboardInterrupt


def test_new_events_are_sent_once_and_signed(sandbox: Sandbox, hook: Hook, listens: Callable[..., Ended]) -> None:
    trigger = deploy(sandbox)
    sandbox.emit(trigger, {"title": "before"})
    time = Time(
        lambda: (sandbox.emit(trigger, {"title": "Grüße"}), sandbox.emit(trigger, ["second"])), lambda: None, stop
    )
    ended = listens(trigger, time=time)
    assert ended.code == 130
    assert [json.loads(request.content) for request in hook.requests] == [{"title": "Grüße"}, ["second"]]
    event = hook.event(0, time)
    assert isinstance(event, webhooks.TriggerEvent)
    assert (event.emitter_id, event.external_user_id) == (trigger, "user-1")
    assert (event.project_id, event.environment) == (sandbox.settings.project_id, "development")
    assert [row[1] for row in ended.rows] == [trigger, trigger]
    assert [row[3:] for row in ended.rows] == [["true", "204 No Content"]] * 2
    assert KEY not in ended.out + ended.err


def test_latest_events_are_replayed_and_the_number_is_bounded(
    sandbox: Sandbox, hook: Hook, listens: Callable[..., Ended]
) -> None:
    triggers = [deploy(sandbox), deploy(sandbox)]
    for trigger in triggers:
        for number in range(3):
            sandbox.emit(trigger, {"number": number})
    listens(*triggers, "--replay", "2", "--max-events", "3", time=Time()).ok()
    assert [json.loads(request.content)["number"] for request in hook.requests] == [1, 2, 1]
    assert [request.headers["x-pd-emitter-id"] for request in hook.requests] == [triggers[0]] * 2 + [triggers[1]]


def test_a_receiver_or_a_service_that_fails_does_not_end_it(
    sandbox: Sandbox, hook: Hook, listens: Callable[..., Ended]
) -> None:
    trigger = deploy(sandbox)
    hook.responses = [
        httpx.ConnectError("refused"),
        httpx.Response(500),
        httpx.Response(302, headers={"location": "/x"}),
    ]
    events = [lambda: sandbox.emit(trigger, {"a": 1}) for _ in range(3)]
    outage = lambda: sandbox.faults(status=503, operation="deployed_triggers.list_events", times=1)  # noqa: E731
    ended = listens(trigger, time=Time(*events, outage, lambda: sandbox.emit(trigger, {"last": 1}), stop))
    assert [row[3] for row in ended.rows] == ["false", "false", "false", "true"]
    assert ended.rows[0][4] == "ConnectError: refused"
    assert "Trying again." in ended.err
    assert len(hook.requests) == 4


class Body(httpx.SyncByteStream):
    is_read = False

    def __iter__(self) -> Iterator[bytes]:
        self.is_read = True
        yield b"x"


def test_the_body_of_a_receiver_is_not_read(sandbox: Sandbox, hook: Hook, listens: Callable[..., Ended]) -> None:
    """The body of the response can be slow or have no end."""
    trigger, bodies = deploy(sandbox), [Body(), Body()]
    hook.responses = [httpx.Response(status, stream=body) for status, body in zip((200, 500), bodies, strict=True)]
    emit = lambda: sandbox.emit(trigger, {"a": 1})  # noqa: E731
    ended = listens(trigger, time=Time(emit, emit, stop))
    assert [row[3:] for row in ended.rows] == [["true", "200 OK"], ["false", "500 Internal Server Error"]]
    assert [body.is_read for body in bodies] == [False, False]


def test_a_trigger_that_is_deleted_ends_it(sandbox: Sandbox, listens: Callable[..., Ended]) -> None:
    trigger = deploy(sandbox)
    ended = listens(trigger, time=Time(lambda: run("triggers", "undeploy", trigger, *USER, "--yes").ok()))
    assert ended.code == 5
    assert f"deployed trigger {trigger} not found" in ended.err


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://example.com/hook", "use https"),
        ("ftp://localhost/", "takes a URL such as"),
        ("localhost:8000", "takes a URL such as"),
        ("http://localhost:port/", "is not a URL"),
        ("http://[::1", "is not a URL"),
    ],
)
def test_a_wrong_url_is_refused(url: str, message: str, sandbox: Sandbox, listens: Callable[..., Ended]) -> None:
    ended = listens("dc_1", time=Time(), url=url)
    assert ended.code == 2
    assert message in ended.err
    assert not sandbox.executions


def test_the_key_of_a_run_is_printed_unless_it_is_given(sandbox: Sandbox, listens: Callable[..., Ended]) -> None:
    assert listens("dc_1", time=Time(), stdin="").code == 2
    with use_system(System(http_client=httpx.Client(transport=sandbox.transport), sleep=lambda _: stop())):
        ended = run("listen", deploy(sandbox), "--forward-to", HOOK, *USER)
    assert "Signing key of this run: " in ended.err


@pytest.mark.slow
def test_a_receiver_gets_events_until_ctrl_c(process_env: dict[str, str]) -> None:
    sandbox, received = Sandbox(), Queue[tuple[bytes, dict[str, str]]]()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.put((self.rfile.read(int(self.headers["content-length"])), dict(self.headers)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    props = {"gitlab": {"authProvisionId": account}, "projectId": 45672541}
    with sandbox.serve() as served, HTTPServer(("127.0.0.1", 0), Receiver) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        triggers = sandbox.client().triggers
        trigger = triggers.deploy_component(id="gitlab-new-issue", external_user_id="user-1", configured_props=props).id
        options = ["--forward-to", f"http://127.0.0.1:{server.server_port}/hook", "--interval", "0.5"]
        with subprocess.Popen(
            [sys.executable, "-m", "pdconnect", "listen", trigger, *USER, *options, "--signing-key-stdin"],
            cwd=ROOT,
            env={**process_env, **served.environment_variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            assert running.stdin is not None
            assert running.stderr is not None
            running.stdin.write(f"{KEY}\n")
            running.stdin.flush()
            assert "Waiting for events" in running.stderr.readline()
            sandbox.emit(trigger, {"title": "Grüße"})
            body, headers = received.get(timeout=30)
            running.send_signal(signal.SIGINT)
            _, err = running.communicate(timeout=30)
        server.shutdown()
    assert webhooks.verify(body, headers, KEY).payload == {"title": "Grüße"}
    assert running.returncode == 130
    assert "Traceback" not in err
