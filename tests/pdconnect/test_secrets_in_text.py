"""No credential in any string: representations, logs of every level, tracebacks with local variables, pickles."""

from __future__ import annotations

import base64
import io
import logging
import pickle
import socket
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

import pdconnect
from pdconnect.sandbox import Sandbox

from ..cases import for_each
from ..fake_api import FakeApi
from ..raw_server import serving_connections

CANARY = "canary7f3a"
SECRET, TOKEN, CTOK = f"{CANARY}-client-secret", f"{CANARY}-access-token", f"ctok_{CANARY}0123456789abcdef"


def frames_of_ours(error: BaseException) -> str:
    """Return the full traceback with local variables, without the frames of this file, whose variables belong to the user."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    chain: traceback.TracebackException | None = shown
    parts: list[str] = []
    while chain is not None:
        parts += [f"{frame.filename} {frame.locals}" for frame in chain.stack if frame.filename != __file__]
        parts += chain.format_exception_only()
        chain = chain.__cause__ or chain.__context__
    return "\n".join(parts)


def failure_of(call: Callable[[], object]) -> pdconnect.PdconnectError | None:
    try:
        call()
    except pdconnect.PdconnectError as error:
        return error
    return None


def client(respond: Callable[[httpx.Request], httpx.Response], **settings: Any) -> pdconnect.Client:
    api = FakeApi(respond)
    api.token_responder = lambda request: httpx.Response(200, json={"access_token": TOKEN, "expires_in": 3600})
    return api.client(client_secret=SECRET, **settings)


def failure(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("broken", request=request)


def _calls(api_client: pdconnect.Client) -> Iterator[Callable[[], object]]:
    yield lambda: api_client.accounts.list(external_user_id="u")
    yield lambda: api_client.tokens.validate(CTOK)
    yield lambda: api_client.oauth_tokens.create(client_id="c", client_secret=SECRET)
    yield lambda: api_client.oauth_apps.create(app="slack", client_secret=SECRET)
    yield lambda: api_client.accounts.create(
        app_slug="slack", cfmap_json=f'{{"key": "{CANARY}"}}', connect_token=CTOK, external_user_id="u"
    )
    yield lambda: api_client.proxy.get("https://example.com", external_user_id="u", account_id="apn_1")


@for_each("status", [400, 401, 404, 429, 500, None])
@for_each("deadline", [None, 30])
def test_no_traceback_shows_a_secret(status: int | None, deadline: float | None) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        if status is None:
            return failure(request)
        return httpx.Response(status, json={"error": f"not with {SECRET} or Bearer {TOKEN} or {CTOK}"})

    errors = [error for call in _calls(client(respond, deadline=deadline)) if (error := failure_of(call)) is not None]
    assert {error.operation for error in errors} >= {
        "accounts_create",
        "accounts_list",
        "oauth_apps_create",
        "tokens_validate",
    }
    for error in errors:
        assert CANARY not in frames_of_ours(error)
        assert CANARY not in str(error)


def test_no_traceback_of_a_failed_token_request_shows_a_secret() -> None:
    for status in (401, 500):
        api = FakeApi()
        api.token_responder = lambda request, status=status: httpx.Response(status, json={"error": f"bad {SECRET}"})
        with pytest.raises(pdconnect.ApiError) as caught:
            api.client(client_secret=SECRET).accounts.list()
        assert CANARY not in frames_of_ours(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"environment": "staging"},
        {"project_id": ""},
        {"base_url": "ftp://x"},
        {"max_retries": -1},
        {"token_store": f"x://{CANARY}"},
    ],
)
def test_no_traceback_of_a_wrong_setting_shows_a_secret(wrong: dict[str, Any]) -> None:
    settings: dict[str, Any] = {"project_id": "p", "client_id": "c", "environment": "development", **wrong}
    with pytest.raises(pdconnect.ConfigurationError) as caught:
        pdconnect.Client(client_secret=SECRET, **settings)
    assert CANARY not in frames_of_ours(caught.value)


def test_no_traceback_shows_a_private_key() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    marks = [line for line in pem.splitlines() if "-----" not in line]
    api = FakeApi()
    api.token_responder = lambda request: httpx.Response(401, json={"error": "no"})
    settings: dict[str, Any] = {"client_secret": None, "private_key": pem}
    with pytest.raises(pdconnect.AuthenticationError) as caught:
        api.client(**settings).accounts.list()
    assert not [mark for mark in marks if mark in frames_of_ours(caught.value)]


def test_no_log_of_any_level_shows_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    """The test uses a real socket, since httpx and httpcore log too."""
    caplog.set_level(logging.DEBUG)
    sandbox = Sandbox(client_secret=SECRET)
    with (
        sandbox.serve() as served,
        pdconnect.Client(
            project_id="proj_sandbox",
            client_id="sandbox-client",
            client_secret=SECRET,
            environment="development",
            base_url=served.base_url,
            max_retries=0,
        ) as api_client,
    ):
        token = api_client.tokens.create(external_user_id="u")
        api_client.tokens.validate(str(token.token))
        list(api_client.accounts.list(include_credentials=True))
        for call in _calls(api_client):
            failure_of(call)
    text = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert "pdconnect" in text
    assert "httpcore" in text
    assert CANARY not in text
    assert str(token.token) not in text


ACCOUNT: dict[str, Any] = {"external_user_id": "u", "account_id": "apn_1"}
LOGGED: dict[str, Callable[[Any], Any]] = {
    "redirected download": lambda client: client.file_stash.download_file("key", io.BytesIO()),
    "query of a proxy URL": lambda client: client.proxy.get(f"https://a.example/?key={CANARY}", **ACCOUNT),
    "params": lambda client: client.proxy.get("https://a.example/", **ACCOUNT, params={"key": CANARY}),
    "header for an app": lambda client: client.proxy.get("https://a.example/", **ACCOUNT, headers={"x-a": CANARY}),
    "query of a workflow": lambda client: client.workflows.invoke(
        f"{client._settings.workflow_domain}/enabc?key={CANARY}"
    ),
    "workflow": lambda client: client.workflows.invoke("enabc", headers={"x-a": CANARY}, body={"a": CANARY}),
    "option": lambda client: client.with_options(headers={"x-a": CANARY}).accounts.list(),
    "validate": lambda client: client.tokens.validate(CTOK),
}
ENCODED = base64.urlsafe_b64encode(f"https://a.example/?key={CANARY}".encode()).decode().rstrip("=")


def _redirect_downloads(connection: socket.socket) -> None:
    while request := connection.recv(65536):
        status, more = b"200 OK", b"content-length: 2\r\n\r\n{}"
        if b"/file_stash/download" in request:
            host = request.lower().partition(b"\r\nhost: ")[2].partition(b"\r\n")[0]
            target = b"http://%s/file?X-Amz-Signature=%s" % (host, CANARY.encode())
            status, more = b"302 Found", b"location: %s\r\ncontent-length: 0\r\n\r\n" % target
        cookie = f"set-cookie: session='{CANARY}\"; Path=/\r\nx-session-token: {CANARY}\r\n".encode()
        connection.sendall(b"HTTP/1.1 %s\r\n%s%s" % (status, cookie, more))


@pytest.mark.anyio
@pytest.mark.parametrize("http_backend", ["httpx", "httpx2", "aiohttp"])
async def test_no_log_of_a_library_shows_a_query_a_redirect_or_a_cookie(
    caplog: pytest.LogCaptureFixture, http_backend: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    settings: dict[str, Any] = {"project_id": "p", "access_token": TOKEN, "environment": "development"}
    settings |= {"http_backend": http_backend, "max_retries": 0}

    def check(name: str) -> None:
        text = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
        assert CANARY not in text, name
        assert ENCODED not in text, name
        caplog.clear()

    with serving_connections(_redirect_downloads) as url:
        async with pdconnect.AsyncClient(**settings, base_url=url, workflow_domain=url) as tasks:
            for name, call in LOGGED.items():
                await call(tasks)
                check(name)
    if http_backend == "aiohttp":
        return
    with (
        serving_connections(_redirect_downloads) as url,
        pdconnect.Client(**settings, base_url=url, workflow_domain=url) as threads,
    ):
        for name, call in LOGGED.items():
            call(threads)
            check(name)
        caplog.set_level(logging.INFO)
        LOGGED["query of a workflow"](threads)
        check("INFO")


def test_tokens_are_ordinary_strings_with_a_redacted_representation() -> None:
    seen: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        return httpx.Response(404)

    with pytest.raises(pdconnect.NotFoundError):
        client(respond).accounts.list()
    assert seen == [f"Bearer {TOKEN}"]


def test_no_pickle_of_an_error_contains_a_secret() -> None:
    response = httpx.Response(200, json={"unexpected": [{"credentials": {"key": SECRET}, "token": TOKEN}]})
    with pytest.raises(pdconnect.PdconnectError) as caught:
        client(lambda request: httpx.Response(400, content=response.content)).accounts.list()
    assert CANARY.encode() in (caught.value.content or b"")  # data is not redacted
    assert CANARY.encode() not in pickle.dumps(caught.value)


def test_certificates_are_verified() -> None:
    """Verification is on by default: a certificate of an unknown authority is rejected, and nothing is sent."""
    with Sandbox().serve(tls=True) as served:
        settings: dict[str, Any] = {
            "project_id": "proj_sandbox",
            "client_id": "sandbox-client",
            "client_secret": "sandbox-secret",
            "environment": "development",
            "base_url": served.base_url,
            "max_retries": 0,
        }
        with pdconnect.Client(**settings) as api_client, pytest.raises(pdconnect.ConnectionFailedError) as caught:
            api_client.accounts.list()
        assert not caught.value.sent
        assert "certificate" in str(caught.value).lower()
