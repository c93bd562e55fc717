"""No local variable in a traceback shows a credential, whichever argument it was passed in and however the call failed.

Error reports (Sentry, rich, `traceback` with `capture_locals`) show the `repr` of the local variables of every frame. The calls go over
real sockets, so that the frames of the HTTP libraries are among them.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
import ssl
import threading
from array import array
from collections import UserString, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any

import httpx
import httpx2
import pytest

import pdconnect
from pdconnect import webhooks
from pdconnect._http import network

from ..cases import for_each
from ..fake_api import FakeApi
from ..raw_server import serving_connections

CANARY = "canary7f3a"
SECRET, TOKEN = f"{CANARY}-client-secret", f"{CANARY}-access-token"
ACCOUNT: dict[str, Any] = {"external_user_id": "u", "account_id": "apn_1"}


def shown(error: BaseException) -> list[str]:
    """Return what the local variables of all frames show, except those of this file, which belong to the user."""
    found: list[str] = []
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        linked = pending.pop()
        if linked is None or id(linked) in seen:
            continue
        seen.add(id(linked))
        found.append(f"message: {linked} {linked!r}")
        traceback = linked.__traceback__
        while traceback is not None:
            frame: FrameType = traceback.tb_frame
            if frame.f_code.co_filename != __file__:
                name = f"{frame.f_globals.get('__name__')}.{frame.f_code.co_name}"
                found += [f"{name}: {key} = {value!r}" for key, value in frame.f_locals.items()]
            traceback = traceback.tb_next
        pending += [linked.__cause__, linked.__context__]
    return found


def check(error: BaseException) -> None:
    assert not [text for text in shown(error) if CANARY in text]


class Server:
    """Gives out a token, and has one kind of response for all other requests."""

    def __init__(self, respond: Callable[[], bytes | None]) -> None:
        self.respond = respond
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.closing = threading.Event()
        self.connections: list[socket.socket] = []
        self.threads = [threading.Thread(target=self._accept, daemon=True)]
        self.threads[0].start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                self.connections.append(connection)
                self.threads.append(threading.Thread(target=self._serve, args=(connection,), daemon=True))
                self.threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), connection, connection.makefile("rb") as lines:
            while line := lines.readline():
                length = 0
                while (header := lines.readline()).strip():
                    name, _, value = header.partition(b":")
                    length = int(value) if name.lower() == b"content-length" else length
                lines.read(length)
                if b"/oauth/token" in line:
                    response: bytes | None = token_response()
                else:
                    response = response_of(404, b"{}") if line.startswith(b"DELETE") else self.respond()
                if response is None:
                    self.closing.wait(5)
                    return
                connection.sendall(response)

    def close(self) -> None:
        """Stop, also for a connection that is accepted at this moment: it would be closed by the garbage collector."""
        self.closing.set()
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)  # ends `accept`
        self.threads[0].join()
        self.socket.close()
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join()


def response_of(status: int, body: bytes) -> bytes:
    return b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (
        status,
        len(body),
        body,
    )


def token_response() -> bytes:
    return response_of(200, json.dumps({"access_token": TOKEN, "expires_in": 3600}).encode())


CALLS: dict[str, Callable[[Any], Any]] = {
    "accounts_create": lambda client: client.accounts.create(
        app_slug="slack", cfmap_json=f'{{"key": "{CANARY}"}}', connect_token=f"ctok_{CANARY}0123", external_user_id="u"
    ),
    "oauth_apps_create": lambda client: client.oauth_apps.create(app="slack", client_secret=f"{CANARY}-other"),
    "tokens_validate": lambda client: client.tokens.validate(f"ctok_{CANARY}0123"),
    "actions_run": lambda client: client.actions.run(
        id="a", external_user_id="u", configured_props={"password": CANARY, "list": [{"a": CANARY}]}
    ),
    "actions_run_raw": lambda client: client.actions.with_raw_response.run(
        id="a", external_user_id="u", configured_props={"password": CANARY}
    ),
    "triggers_deploy": lambda client: client.triggers.deploy(
        id="a", external_user_id="u", configured_props={"password": CANARY}
    ),
    "reload_props": lambda client: client.actions.reload_props(
        id="a", external_user_id="u", configured_props={"password": CANARY}
    ),
    "deployed_triggers_update": lambda client: client.deployed_triggers.update(
        "dc_1", external_user_id="u", configured_props={"password": CANARY}
    ),
    "accounts_retrieve": lambda client: client.accounts.retrieve("apn_1"),
    "proxy_get": lambda client: client.proxy.get("https://a.example/", **ACCOUNT, headers={"X-Api-Key": CANARY}),
    "proxy_post": lambda client: client.proxy.post(
        "https://a.example/", **ACCOUNT, headers={"Authorization": f"Bearer {CANARY}"}, json={"password": CANARY}
    ),
    "proxy_content": lambda client: client.proxy.put("https://a.example/", **ACCOUNT, content=f"text {CANARY}"),
    "proxy_data": lambda client: client.proxy.request("PATCH", "https://a.example/", **ACCOUNT, data={"a": CANARY}),
    "proxy_url": lambda client: client.proxy.get(f"https://a.example/?key={CANARY}", **ACCOUNT),
    "proxy_params": lambda client: client.proxy.get("https://a.example/", **ACCOUNT, params={"key": CANARY}),
    "workflow": lambda client: client.workflows.invoke("enabc", headers={"X-Key": CANARY}, body={"a": CANARY}),
    "workflow_bearer": lambda client: client.workflows.invoke(
        "enabc",
        headers={"Authorization": f"Bearer {CANARY}"},
        auth_type="static_bearer_token",
        body=f"text {CANARY}",
    ),
    "workflow_user": lambda client: client.workflows.invoke_for_external_user(
        "enabc", "u", headers={"X-Key": CANARY}, body=CANARY.encode()
    ),
    "workflow_url": lambda client: client.workflows.invoke(f"{client._settings.workflow_domain}/enabc?key={CANARY}"),
    "download": lambda client: client.file_stash.download_file("key", os.devnull),
}
STREAMED: dict[str, Callable[[Any], Any]] = {
    "proxy_stream": lambda client: client.proxy.stream(
        "POST", "https://a.example/", **ACCOUNT, headers={"X-Api-Key": CANARY}, json={"password": CANARY}
    ),
}


class Raising(pdconnect.Hooks):
    def before_attempt(self, attempt: pdconnect.Attempt) -> None:
        raise ValueError("a hook failed")


def interrupting(error: type[BaseException], at: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Return a change that raises an error while a request is written, or its response is read."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*args: Any, **kwargs: Any) -> Any:
            raise error

        async def async_fail(*args: Any, **kwargs: Any) -> Any:
            raise error

        monkeypatch.setattr(network.Stream, at, fail)
        monkeypatch.setattr(network.AsyncStream, at, async_fail)

    return patch


def no_response() -> None:
    """Send no response."""


Failure = tuple[Callable[[], bytes | None], dict[str, Any], Callable[[pytest.MonkeyPatch], None] | None]
FAILURES: dict[str, Failure] = {
    "refused": (no_response, {"url": "http://127.0.0.1:1"}, None),
    "timeout": (no_response, {"timeout": 0.03}, None),
    "deadline": (no_response, {"deadline": 0.03}, None),
    "broken": (lambda: b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort", {"timeout": 0.03}, None),
    "protocol": (lambda: b"nonsense\r\n\r\n", {}, None),
    "400": (lambda: response_of(400, b'{"error": "no"}'), {}, None),
    "401": (lambda: response_of(401, b'{"error": "no"}'), {}, None),
    "429": (lambda: response_of(429, b'{"error": "no"}'), {}, None),
    "500": (lambda: response_of(500, b'{"error": "no"}'), {}, None),
    "accepted": (lambda: response_of(202, b"{}"), {}, None),
    "not JSON": (lambda: response_of(200, b"<html>"), {}, None),
    "not an object": (lambda: response_of(200, b"[1]"), {}, None),
    "hook": (lambda: response_of(200, b"{}"), {"hooks": [Raising()]}, None),
    "interrupt while reading": (no_response, {}, interrupting(KeyboardInterrupt, "read")),
    "interrupt while writing": (no_response, {}, interrupting(KeyboardInterrupt, "write")),
    "defect while reading": (no_response, {}, interrupting(RuntimeError, "read")),
    "defect while writing": (no_response, {}, interrupting(RuntimeError, "write")),
    "interrupt with a deadline": (no_response, {"deadline": 5}, interrupting(KeyboardInterrupt, "read")),
}
ASYNC_FAILURES: dict[str, Failure] = {
    **FAILURES,
    "cancelled": (no_response, {}, None),
    "timeout scope": (no_response, {}, None),
}


@pytest.fixture
def server() -> Iterator[Callable[[Failure], tuple[str, dict[str, Any]]]]:
    started: list[Server] = []

    def start(failure: Failure) -> tuple[str, dict[str, Any]]:
        server = Server(failure[0])
        started.append(server)
        options = dict(failure[1])
        return options.pop("url", server.url), options

    yield start
    for server in started:
        server.close()


def settings(url: str, options: dict[str, Any]) -> dict[str, Any]:
    return {
        "project_id": "proj_1",
        "client_id": "c",
        "client_secret": SECRET,
        "environment": "development",
        "base_url": url,
        "workflow_domain": url,
        "max_retries": 0,
        "headers": {"x-custom-key": f"{CANARY}-header"},
        **options,
    }


def collect(error: BaseException | None, name: str, failure: str) -> None:
    raw = name.startswith(("proxy", "workflow", "download"))
    if error is None:
        assert raw or failure == "not an object"  # the response is the result
    else:
        check(error)


def warm(client: Any) -> None:
    """Fetch the token, so that the failure is that of the call itself."""
    with contextlib.suppress(pdconnect.PdconnectError):
        client.accounts.delete("apn_1")


@pytest.mark.parametrize("failure", FAILURES)
def test_no_variable_shows_a_credential(
    monkeypatch: pytest.MonkeyPatch, server: Callable[[Failure], tuple[str, dict[str, Any]]], failure: str
) -> None:
    url, options = server(FAILURES[failure])
    with pdconnect.Client(**settings(url, options)) as client:
        if "hooks" not in options:
            warm(client)
        patch = FAILURES[failure][2]
        if patch is not None:
            patch(monkeypatch)
        for name, call in CALLS.items():
            error: BaseException | None = None
            try:
                call(client)
            except BaseException as caught:
                error = caught
            collect(error, name, failure)
        for name, stream in STREAMED.items():
            error = None
            try:
                with stream(client) as response:
                    response.read()
            except BaseException as caught:
                error = caught
            collect(error, name, failure)


@pytest.mark.anyio
@pytest.mark.parametrize("failure", ASYNC_FAILURES)
async def test_no_variable_shows_a_credential_async(
    monkeypatch: pytest.MonkeyPatch, server: Callable[[Failure], tuple[str, dict[str, Any]]], failure: str
) -> None:
    url, options = server(ASYNC_FAILURES[failure])
    async with pdconnect.AsyncClient(**settings(url, options)) as client:
        if "hooks" not in options:
            with contextlib.suppress(pdconnect.PdconnectError):
                await client.accounts.delete("apn_1")
        patch = ASYNC_FAILURES[failure][2]
        if patch is not None:
            patch(monkeypatch)

        async def run(call: Callable[[Any], Any]) -> None:
            made = call(client)
            if hasattr(made, "__aenter__"):
                async with made as response:
                    await response.aread()
            else:
                await made

        for name, call in {**CALLS, **STREAMED}.items():
            error: BaseException | None = None
            try:
                if failure == "cancelled":
                    task = asyncio.ensure_future(run(call))
                    await asyncio.sleep(0.03)
                    task.cancel()
                    await task
                elif failure == "timeout scope":
                    async with asyncio.timeout(0.03):
                        await run(call)
                else:
                    await run(call)
            except BaseException as caught:
                error = caught
            collect(error, name, failure)


OTHER_LIBRARIES: dict[str, dict[str, Any]] = {
    "httpx2": {"http_backend": "httpx2"},
    "aiohttp": {"http_backend": "aiohttp"},
    "passed-in client": {},
}


@pytest.mark.anyio
@pytest.mark.parametrize("failure", ["refused", "timeout", "deadline", "protocol", "400", "not JSON", "cancelled"])
@pytest.mark.parametrize("library", OTHER_LIBRARIES)
async def test_no_variable_of_another_library_shows_a_credential(
    server: Callable[[Failure], tuple[str, dict[str, Any]]], library: str, failure: str
) -> None:
    url, options = server(ASYNC_FAILURES[failure])
    options |= OTHER_LIBRARIES[library]
    async with httpx.AsyncClient() as http_client:
        if library == "passed-in client":
            options["http_client"] = http_client
        async with pdconnect.AsyncClient(**settings(url, options)) as client:
            with contextlib.suppress(pdconnect.PdconnectError):
                await client.accounts.delete("apn_1")
            for name in ("accounts_create", "actions_run", "proxy_post", "workflow"):
                error: BaseException | None = None
                try:
                    task = asyncio.ensure_future(CALLS[name](client))
                    if failure == "cancelled":
                        await asyncio.sleep(0.03)
                        task.cancel()
                    await task
                except BaseException as caught:
                    error = caught
                collect(error, name, failure)


@pytest.mark.parametrize("failure", FAILURES)
def test_no_variable_of_a_failed_token_request_shows_a_credential(
    monkeypatch: pytest.MonkeyPatch, server: Callable[[Failure], tuple[str, dict[str, Any]]], failure: str
) -> None:
    url, options = server(FAILURES[failure])
    respond = FAILURES[failure][0]
    monkeypatch.setitem(globals(), "token_response", respond)
    patch = FAILURES[failure][2]
    if patch is not None:
        patch(monkeypatch)
    with pdconnect.Client(**settings(url, options)) as client, pytest.raises(BaseException) as caught:  # noqa: PT011
        client.actions.run(id="a", external_user_id="u", configured_props={"password": CANARY})
    check(caught.value)


WRONG_ARGUMENTS: dict[str, Callable[[Any], Any]] = {
    "id": lambda client: client.actions.run(id="", external_user_id="u", configured_props={"password": CANARY}),
    "user": lambda client: client.actions.run(id="a", external_user_id="x" * 300, configured_props={"p": CANARY}),
    "not JSON": lambda client: client.actions.run(
        id="a", external_user_id="u", configured_props={"p": CANARY, "q": object()}
    ),
    "cfmap_json": lambda client: client.accounts.create(app_slug="", cfmap_json=CANARY, connect_token=CANARY),
    "header value": lambda client: client.proxy.get("https://a.example", **ACCOUNT, headers={"X-Key": f"{CANARY}\n"}),
    "header name": lambda client: client.proxy.get("https://a.example", **ACCOUNT, headers={"X Key": CANARY}),
    "refused header": lambda client: client.proxy.get("https://a.example", **ACCOUNT, headers={"Cookie": CANARY}),
    "two bodies": lambda client: client.proxy.post("https://a.example", **ACCOUNT, json=[CANARY], content=CANARY),
    "proxy not JSON": lambda client: client.proxy.post("https://a.example", **ACCOUNT, json={"a": CANARY, "b": {1, 2}}),
    "params": lambda client: client.proxy.get("https://a.example", **ACCOUNT, params={"a": CANARY, "b": {"c": CANARY}}),
    "unknown keyword": lambda client: client.proxy.get("https://a.example", **ACCOUNT, password=CANARY),
    "missing keyword": lambda client: client.proxy.get("https://a.example", headers={"X-Key": CANARY}),
    "workflow header": lambda client: client.workflows.invoke("enabc", headers={"X-Key": f"{CANARY}\r\n"}),
    "workflow type": lambda client: client.workflows.invoke("enabc", headers={"X-Key": CANARY}, auth_type="x"),
    "workflow method": lambda client: client.workflows.invoke("enabc", method=" ", body=CANARY),
    "workflow bearer": lambda client: client.workflows.invoke("enabc", headers={"Authorization": CANARY}),
    "option": lambda client: client.with_options(headers={"x-key": f"{CANARY}\n"}),
    "deadline": lambda client: client.with_options(headers={"x-key": CANARY}, deadline=-1),
}


@pytest.mark.anyio
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("name", WRONG_ARGUMENTS)
async def test_no_variable_of_a_wrong_argument_shows_a_credential(name: str, is_async: bool) -> None:
    build: Any = pdconnect.AsyncClient if is_async else pdconnect.Client
    client = build(**settings("http://127.0.0.1:1", {}))
    with pytest.raises((pdconnect.PdconnectError, TypeError)) as caught:
        result = WRONG_ARGUMENTS[name](client)
        if is_async:
            await result
    check(caught.value)


WRONG_SETTINGS: dict[str, dict[str, Any]] = {
    "base_url with a password": {"base_url": f"https://user:{CANARY}@api.example"},
    "base_url that is no URL": {"base_url": f"https://user:{CANARY}@[api.example"},
    "base_url with a port": {"base_url": f"https://user:{CANARY}@api.example:x"},
    "base_url with a query": {"base_url": f"https://api.example?key={CANARY}"},
    "workflow_domain": {"workflow_domain": f"http://user:{CANARY}@localhost"},
    "header value": {"headers": {"x-key": f"{CANARY}\n"}},
    "header name": {"headers": {"x key": CANARY}},
    "own header": {"headers": {"authorization": CANARY}},
    "client_secret": {"client_secret": f"{CANARY}\n"},
    "access_token": {"client_id": None, "client_secret": None, "access_token": f"{CANARY}\n"},
    "connect_token": {"project_id": None, "client_id": None, "client_secret": None, "connect_token": f"{CANARY} "},
    "private_key": {"client_secret": None, "private_key": f"-----BEGIN PRIVATE KEY-----\n{CANARY}\n-----END"},
    "private_key as JWK": {"client_secret": None, "private_key": f'{{"kty": "EC", "d": "{CANARY}"}}'},
    "token_store": {"token_store": f"redis://:{CANARY}@host:port"},
    "rate_limit_storage": {"rate_limit_storage": f"x://:{CANARY}@host"},
    "timeout": {"timeout": -1, "headers": {"x-key": CANARY}},
    "environment": {"environment": "staging", "headers": {"x-key": CANARY}},
    "both": {"access_token": CANARY},
}


@for_each("build", [pdconnect.Client, pdconnect.AsyncClient], ids=["sync", "async"])
@for_each("name", WRONG_SETTINGS)
def test_no_variable_of_a_wrong_setting_shows_a_credential(name: str, build: Any) -> None:
    with pytest.raises(pdconnect.PdconnectError) as caught:
        build(**{**settings("https://api.example", {}), "workflow_domain": None, **WRONG_SETTINGS[name]})
    check(caught.value)


@dataclass
class Wrapper:
    """A class of the caller that holds a secret, and whose `repr` shows it."""

    text: str


WRONG_TYPES: dict[str, Callable[[str], object]] = {
    "list": lambda text: [text],
    "list of lists": lambda text: [[text]],
    "tuple": lambda text: (text, text),
    "set": lambda text: {text},
    "frozenset": lambda text: frozenset({text}),
    "deque": lambda text: deque([text]),
    "bytes": lambda text: text.encode(),
    "bytearray": lambda text: bytearray(text.encode()),
    "memoryview": lambda text: memoryview(text.encode()),
    "array": lambda text: array("B", text.encode()),
    "dict": lambda text: {text: text},
    "namespace": lambda text: SimpleNamespace(key=text),
    "dataclass": Wrapper,
    "UserString": UserString,
    "path": Path,
    "partial": lambda text: partial(Wrapper, text),
    "error": ValueError,
}
TAKES_A_SECRET: dict[str, Callable[[Any, Any], Any]] = {
    "oauth_apps_create": lambda client, wrong: client.oauth_apps.create(app="slack", client_secret=wrong),
    "oauth_apps_update": lambda client, wrong: client.oauth_apps.update("oa_1", client_secret=wrong),
    "oauth_tokens_create": lambda client, wrong: client.oauth_tokens.create(client_id="c", client_secret=wrong),
    "cfmap_json": lambda client, wrong: client.accounts.create(
        app_slug="slack", cfmap_json=wrong, connect_token="ctok_0123456789"
    ),
    "connect_token": lambda client, wrong: client.accounts.create(
        app_slug="slack", cfmap_json="{}", connect_token=wrong
    ),
    "tokens_validate": lambda client, wrong: client.tokens.validate(wrong),
    "tokens_validate_raw": lambda client, wrong: client.tokens.with_raw_response.validate(wrong),
    "wait_for_account": lambda client, wrong: client.tokens.wait_for_account(wrong),
    "configured_props": lambda client, wrong: client.actions.run(id="", external_user_id="u", configured_props=wrong),
    "deployed_props": lambda client, wrong: client.triggers.deploy_component(
        id="", external_user_id="u", configured_props=wrong
    ),
    "form_state": lambda client, wrong: client.actions.form(state=wrong),
    "proxy_url": lambda client, wrong: client.proxy.get(wrong, **{**ACCOUNT, "account_id": ""}),
    "proxy_headers": lambda client, wrong: client.proxy.get("https://a.example", **ACCOUNT, headers={"x y": wrong}),
    "proxy_headers_type": lambda client, wrong: client.proxy.get("x", **ACCOUNT, headers=wrong),
    "proxy_params": lambda client, wrong: client.proxy.post("x", **ACCOUNT, params=wrong),
    "proxy_data": lambda client, wrong: client.proxy.post("x", **ACCOUNT, data=wrong),
    "workflow_url": lambda client, wrong: client.workflows.invoke(wrong, method=" "),
    "workflow_headers": lambda client, wrong: client.workflows.invoke("enabc", headers=wrong, method=" "),
    "workflow_header": lambda client, wrong: client.workflows.invoke("enabc", headers={"x": wrong}, method=" "),
    "with_options": lambda client, wrong: client.with_options(headers=wrong, deadline=-1),
    "with_options_value": lambda client, wrong: client.with_options(headers={"x": wrong}, deadline=-1),
}


@pytest.mark.anyio
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
async def test_no_variable_shows_a_credential_of_a_wrong_type(is_async: bool) -> None:
    build: Any = pdconnect.AsyncClient if is_async else pdconnect.Client
    client = build(**settings("http://127.0.0.1:1", {}))
    for name, call in TAKES_A_SECRET.items():
        for kind, wrong in WRONG_TYPES.items():
            with pytest.raises((pdconnect.PdconnectError, TypeError)) as caught:
                result = call(client, wrong(CANARY))
                if is_async:
                    await result
            assert not [text for text in shown(caught.value) if CANARY in text], (name, kind)


TAKEN_SECRETS = (
    *("client_secret", "private_key", "access_token", "connect_token", "base_url", "workflow_domain", "headers"),
    *("token_store", "rate_limit_storage"),
)


@for_each("build", [pdconnect.Client, pdconnect.AsyncClient], ids=["sync", "async"])
@for_each("name", TAKEN_SECRETS)
@for_each("kind", WRONG_TYPES)
def test_no_variable_shows_a_setting_of_a_wrong_type(kind: str, name: str, build: Any) -> None:
    known: dict[str, Any] = {"project_id": "p", "environment": "development", "deadline": -1}
    if name not in ("connect_token", "access_token"):
        known |= {"client_id": "c"} if name == "client_secret" else {"client_id": "c", "client_secret": SECRET}
    with pytest.raises(pdconnect.ConfigurationError) as caught:
        build(**{**known, name: WRONG_TYPES[kind](CANARY)})
    check(caught.value)


def test_a_type_error_names_the_type_that_the_caller_passed() -> None:
    for kind, name in {"list": "list", "bytearray": "bytearray", "dataclass": "Wrapper", "dict": "dict"}.items():
        with pytest.raises(pdconnect.ConfigurationError, match=f"client_secret must be a string, not {name}"):
            pdconnect.Client(project_id="p", environment="development", client_secret=WRONG_TYPES[kind]("x"))  # type: ignore[arg-type]
        with pytest.raises(pdconnect.InvalidArgumentError, match=f"got {name}"):
            webhooks.verify(b"{}", {"x-pd-signature": "t=1,v1=" + "0" * 64}, WRONG_TYPES[kind]("x"), tolerance=None)  # type: ignore[call-overload]


KEYS: dict[str, object] = {
    "string": f"{CANARY}-key",
    "bytes": f"{CANARY}-key".encode(),
    "lone surrogate": f"{CANARY}\ud800",
    "empty": b"",
    "number": 5,
    **{kind: wrong(CANARY) for kind, wrong in WRONG_TYPES.items()},
}
SIGNATURES = ["t=1700000000,v1=" + "0" * 64, "t=1,v1=" + "0" * 64, "", None]
BODY = b'{"token": "%s"}' % CANARY.encode()


@for_each("name", KEYS)
@for_each("signature", SIGNATURES)
def test_no_variable_of_a_rejected_webhook_shows_the_key(name: str, signature: str | None) -> None:
    headers = {"cookie": CANARY} if signature is None else {"cookie": CANARY, "x-pd-signature": signature}
    found: Any = KEYS[name]

    async def look_up(emitter_id: str) -> Any:
        return found

    emitter = {**headers, "x-pd-emitter-id": "dc_1"}
    calls: list[Callable[[], object]] = [
        lambda: webhooks.verify(BODY, headers, found, now=1_700_000_000),
        lambda: webhooks.verify(BODY, emitter, key=lambda emitter_id: found, now=1_700_000_000),
        lambda: asyncio.run(webhooks.async_verify(BODY, emitter, key=look_up, now=1_700_000_000)),
        lambda: webhooks.sign(BODY, found, now=float("nan")),
        lambda: webhooks.sign([CANARY], found),  # type: ignore[arg-type]
    ]
    for call in calls:
        with pytest.raises(pdconnect.PdconnectError) as caught:
            call()
        check(caught.value)


@for_each("body", [BODY[:-1], [CANARY], {CANARY: 1}, bytearray(BODY[:-1]), CANARY], ids=range(5))
@for_each("headers", [{"cookie": CANARY}, [CANARY], CANARY, None], ids=range(4))
def test_no_variable_of_an_unreadable_webhook_shows_its_content(body: Any, headers: Any) -> None:
    with pytest.raises(pdconnect.PdconnectError) as caught:
        webhooks.parse(body, headers)
    check(caught.value)


def form_client(is_async: bool) -> Any:
    """Return a client for which the sandbox's component has a secret prop, and whose reload fails."""
    props = [
        {"name": "password", "type": "string", "secret": True, "reloadProps": True},
        {"name": "passwords", "type": "string[]", "secret": True},
        {"name": "choice", "type": "string", "secret": True, "options": ["a", "b"]},
        {"name": "account", "type": "app", "app": "slack"},
        {"name": "every", "type": "$.interface.timer"},
        {"name": "number", "type": "integer", "min": 1, "max": 2},
    ]

    def respond(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json={"data": {"key": "a", "name": "A", "configurable_props": props}})
        return httpx.Response(200, json={"errors": ["the component failed"]})

    api = FakeApi(respond)
    return api.async_client() if is_async else api.client()


WRONG_VALUES: dict[str, Callable[[Any], Any]] = {
    "reload fails": lambda form: form.set("password", CANARY),
    "update fails": lambda form: form.update({"choice": "a", "password": CANARY}),
    "unknown prop": lambda form: form.set("nothing", CANARY),
    "unknown props": lambda form: form.update({"passwords": [CANARY], "nothing": CANARY}),
    "not one of the choices": lambda form: form.set("choice", CANARY),
    "not a list": lambda form: form.set("passwords", CANARY),
    "not a string": lambda form: form.set("password", [CANARY]),
    "item of a wrong type": lambda form: form.set("passwords", [[CANARY]]),
    "not an account": lambda form: form.set("account", [CANARY]),
    "not a timer": lambda form: form.set("every", CANARY),
    "no mapping": lambda form: form.update([CANARY]),
    "a string": lambda form: form.update(CANARY),
}


@pytest.mark.anyio
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
async def test_no_variable_of_a_form_shows_a_value(is_async: bool) -> None:
    client = form_client(is_async)
    for name, call in WRONG_VALUES.items():
        form = client.actions.form("a", external_user_id="u")
        form = await form if is_async else form
        with pytest.raises(pdconnect.PdconnectError) as caught:
            result = call(form)
            if is_async:
                await result
        assert not [text for text in shown(caught.value) if CANARY in text], name


NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Loading certificates would take longer than the test."""


def with_bad_header(library: Any, cls: str, where: str, value: str) -> Any:
    """Return the caller's own HTTP client, which adds a header that HTTP cannot carry."""
    build = partial(getattr(library, cls), verify=NO_CERTIFICATES)
    if where == "header":
        return build(headers={"x-key": value})
    if where == "name":
        return build(headers={value: "x"})
    if where == "cookie":
        return build(cookies={"s": value})
    if where == "auth":

        class Auth(library.Auth):  # type: ignore[misc]
            def auth_flow(self, request: Any) -> Iterator[Any]:
                request.headers["x-key"] = value
                yield request

        return build(auth=Auth())

    def add(request: Any) -> None:
        request.headers["x-key"] = value

    async def async_add(request: Any) -> None:
        add(request)

    return build(event_hooks={"request": [add if cls == "Client" else async_add]})


def respond_nothing(connection: socket.socket) -> None:
    assert not connection.recv(65536), "a request was sent"


@for_each("library", [httpx, httpx2], ids=["httpx", "httpx2"])
@for_each("where", ["header", "name", "cookie", "auth", "hook"])
@for_each("value", [f"{CANARY}\n", f"{CANARY}\r\nx: y", f"{CANARY}\0", f"{CANARY} "])
def test_a_bad_header_of_a_passed_in_client_is_not_sent_or_shown(library: Any, where: str, value: str) -> None:
    logged: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: logged.append(f"{record.getMessage()} {vars(record)}")  # type: ignore[method-assign]
    expected = pdconnect.TransportError if where == "hook" else pdconnect.ConfigurationError

    async def run(options: dict[str, Any]) -> BaseException:
        async with with_bad_header(library, "AsyncClient", where, value) as http_client:
            with pytest.raises(expected) as caught:
                await pdconnect.AsyncClient(**options, http_client=http_client).accounts.retrieve("apn_1")
        return caught.value

    root = logging.getLogger()
    with serving_connections(respond_nothing) as url, with_bad_header(library, "Client", where, value) as http_client:
        options: dict[str, Any] = {"project_id": "p", "access_token": TOKEN, "environment": "development"}
        options |= {"base_url": url, "max_retries": 0}
        level = root.level
        root.addHandler(handler)
        root.setLevel(logging.DEBUG)
        try:
            with pytest.raises(expected) as caught:
                pdconnect.Client(**options, http_client=http_client).accounts.retrieve("apn_1")
            errors = [caught.value, asyncio.run(run(options))]
        finally:
            root.removeHandler(handler)
            root.setLevel(level)
    for error in errors:
        check(error)
        assert not getattr(error, "sent", False)
    assert not [text for text in logged if CANARY in text]


class RemembersError(pdconnect.Hooks):
    """A hook of the caller, whose own variables stay visible."""

    def before_attempt(self, attempt: pdconnect.Attempt) -> None:
        seen_by_the_hook = attempt.number
        raise ValueError(seen_by_the_hook)


def test_variables_of_the_caller_s_hooks_stay() -> None:
    with (
        pdconnect.Client(**settings("http://127.0.0.1:1", {"hooks": [RemembersError()]})) as client,
        pytest.raises(ValueError, match="1") as caught,
    ):
        client.accounts.retrieve("apn_1")
    traceback = caught.value.__traceback__
    assert traceback is not None
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    assert traceback.tb_frame.f_locals["seen_by_the_hook"] == 1


def test_an_error_that_the_caller_is_handling_keeps_its_variables() -> None:
    def parse() -> None:
        decoder = json.JSONDecoder()
        decoder.decode("{")

    with pdconnect.Client(**settings("http://127.0.0.1:1", {})) as client:
        try:
            parse()
        except ValueError:
            with pytest.raises(pdconnect.ConnectionFailedError) as caught:
                client.accounts.retrieve("apn_1")
    context: BaseException | None = caught.value
    while context is not None and not isinstance(context, json.JSONDecodeError):
        context = context.__context__
    assert context is not None
    traceback = context.__traceback__
    frames = []
    while traceback is not None:
        frames.append(traceback.tb_frame)
        traceback = traceback.tb_next
    assert "decoder" in frames[1].f_locals
    assert "s" in frames[2].f_locals


LIBRARY = """
class Connection:
    async def send(self, error, wait):
        try:
            raise error
        except Exception:
            await wait()  # as a library that closes something
            raise
"""


@pytest.mark.anyio
async def test_an_error_that_several_tasks_share_ends_none_of_the_others() -> None:
    library: dict[str, Any] = {"__name__": "httpcore.shared"}
    exec(LIBRARY, library)  # frames are cleared only in known packages
    shared, waiting, first_failed = httpx.ReadError("broken"), asyncio.Event(), asyncio.Event()

    async def wait_for_the_other() -> None:
        if not waiting.is_set():
            waiting.set()
            await first_failed.wait()

    class Transport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            await library["Connection"]().send(shared, wait_for_the_other)
            raise AssertionError

    async with asyncio.timeout(60), httpx.AsyncClient(transport=Transport()) as http:
        client = pdconnect.AsyncClient(
            project_id="p", access_token="t", environment="development", max_retries=0, http_client=http
        )
        slow = asyncio.create_task(client.accounts.retrieve("apn_1"))
        await waiting.wait()
        with pytest.raises(pdconnect.TransportError, match="ReadError: broken"):
            await client.accounts.retrieve("apn_1")
        first_failed.set()
        with pytest.raises(pdconnect.TransportError, match="ReadError: broken"):
            await slow
