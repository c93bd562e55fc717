"""The redirect of a file download to a presigned URL at another host: followed once, without credentials. Both clients."""

from __future__ import annotations

import io
import logging
import pickle
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

import pdconnect
from pdconnect._http.raw_call import RawCall
from pdconnect._http.redirects import redirected_call
from pdconnect.sandbox import Sandbox
from pdconnect_api.call import Operation, RequestData
from tests.fake_api import Clock, FakeApi

KEY = "1day/proj_1/a.txt"
SIGNATURE = "canary0123456789abcdef"
TARGET = f"https://bucket.s3.example/stash/a%20b.txt?X-Amz-Credential=canary-credential&X-Amz-Signature={SIGNATURE}"
CONTENT = b"c" * 100_000

CALL = RawCall(
    Operation("file_stash_download_file", "GET", "/download", idempotent=True),
    "/v1/connect/proj_test1/file_stash/download",
    RequestData("GET", "/v1/connect/proj_test1/file_stash/download?s3_key=a"),
    only_success=True,
    follows_redirect=True,
)
Respond = Callable[[httpx.Request], httpx.Response]


def redirecting(
    location: str | None = TARGET, *, status: int = 302, then: Respond | None = None, **headers: str
) -> FakeApi:
    """Return a service that redirects each download, and a storage for all other hosts."""

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/file_stash/download"):
            location_header = {} if location is None else {"location": location}
            return httpx.Response(status, headers={**location_header, "set-cookie": "session=1; Path=/", **headers})
        return (then or (lambda _: httpx.Response(200, content=CONTENT)))(request)

    return FakeApi(respond)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def download(request: pytest.FixtureRequest) -> Callable[..., bytes]:
    def run(api: FakeApi, **settings: Any) -> bytes:
        file = io.BytesIO()
        if request.param:
            anyio.run(api.async_client(**settings).file_stash.download_file, KEY, file)
        else:
            api.client(**settings).file_stash.download_file(KEY, file)
        return file.getvalue()

    return run


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_without_credentials(download: Callable[..., bytes], status: int) -> None:
    api = redirecting(status=status)
    assert download(api, headers={"x-custom-key": "mine", "x-pd-rate-limit": "1"}) == CONTENT
    first, second = api.requests
    assert first.headers["authorization"] == "Bearer token-1"
    assert first.headers["x-custom-key"] == "mine"
    assert str(second.url) == TARGET
    assert second.method == "GET"
    assert second.headers["host"] == "bucket.s3.example"
    assert set(second.headers) <= {"host", "accept", "accept-encoding", "user-agent"}
    assert second.content == b""


@pytest.mark.parametrize("settings", [{"access_token": "given-token"}, {"connect_token": "ctok_0123456789"}], ids=str)
def test_no_other_token_is_sent_to_the_target(download: Callable[..., bytes], settings: dict[str, str]) -> None:
    others = {"client_id": None, "client_secret": None}
    if "connect_token" in settings:
        others["project_id"] = None
    api = redirecting()
    assert download(api, **settings, **others) == CONTENT
    assert "authorization" not in api.requests[1].headers


@pytest.mark.parametrize(
    ("location", "followed"),
    [
        ("https://bucket.example/x#fragment", "https://bucket.example/x"),
        ("https://bucket.example", "https://bucket.example"),
        ("//bucket.example/x?y=1", "https://bucket.example/x?y=1"),
        ("/stash/x?y=1", "https://api.pipedream.com/stash/x?y=1"),
        ("https://api.pipedream.com/stash/x", "https://api.pipedream.com/stash/x"),
        ("HTTPS://bucket.example/x", "https://bucket.example/x"),
        ("https://bucket.example:8443/x", "https://bucket.example:8443/x"),
    ],
)
def test_where_a_redirect_may_lead(download: Callable[..., bytes], location: str, followed: str) -> None:
    api = redirecting(location)
    assert download(api) == CONTENT
    assert str(api.requests[1].url) == followed
    assert "authorization" not in api.requests[1].headers  # not even at the service itself


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        (None, "no Location"),
        ("", "no Location"),
        ("http://bucket.example/x", "does not lead to https"),
        ("http://127.0.0.1/x", "does not lead to https"),
        ("ftp://bucket.example/x", "does not lead to https"),
        ("file:///etc/passwd", "not a URL"),
        ("javascript:alert(1)", "not a URL"),
        ("https://", "not a URL"),
        ("https:///x", "not a URL"),
        ("https://[::1", "not a URL"),
        ("https://bucket.example:port/", "not a URL"),
        ("https://bucket.example/a b", "not a URL"),
        ("https://bucket.example\\@evil.example/", "not a URL"),
        ("https://bucket.example/" + "x" * 70_000, "not a URL"),
        ("https://user:canary@bucket.example/x", "has a user"),
        ("https://api.pipedream.com@evil.example/x", "has a user"),
    ],
)
def test_a_redirect_that_must_not_be_followed_is_an_error(
    download: Callable[..., bytes], location: str | None, reason: str
) -> None:
    headers = {} if location is None else {"location": location}
    with pytest.raises(pdconnect.ApiError, match=reason) as refused:
        redirected_call(CALL, "https://api.pipedream.com", httpx.Response(302, headers=headers))
    assert type(refused.value) is pdconnect.ApiError
    assert refused.value.status_code == 302
    # A passed-in client of httpx itself fails for some of them.
    api = redirecting(location)
    with pytest.raises((pdconnect.ApiError, pdconnect.TransportError)) as caught:
        download(api)
    assert len(api.requests) == 1
    assert "canary" not in f"{refused.value} {caught.value}"


def test_a_second_redirect_is_refused(download: Callable[..., bytes]) -> None:
    api = redirecting(then=lambda request: httpx.Response(302, headers={"location": "https://elsewhere.example/"}))
    with pytest.raises(pdconnect.ApiError, match="second redirect is not followed"):
        download(api)
    assert len(api.requests) == 2


def test_a_redirect_back_to_the_download_is_refused(download: Callable[..., bytes]) -> None:
    api = redirecting(f"/v1/connect/proj_test1/file_stash/download?s3_key={KEY}")
    with pytest.raises(pdconnect.ApiError, match="second redirect is not followed"):
        download(api)
    assert len(api.requests) == 2


@pytest.mark.parametrize("status", [403, 404, 500])
def test_an_error_of_the_target_shows_no_signature(download: Callable[..., bytes], status: int) -> None:
    body = f"<Error><SignatureProvided>{SIGNATURE}</SignatureProvided><K>canary-credential</K></Error>"
    api = redirecting(then=lambda request: httpx.Response(status, text=body))
    with pytest.raises(pdconnect.ApiError) as caught:
        download(api)
    assert caught.value.status_code == status
    assert "canary" not in str(caught.value)
    assert b"canary" not in pickle.dumps(caught.value)


def test_a_failure_of_the_target_is_retried_without_asking_the_service_again() -> None:
    failures = iter([True, True, False])

    def respond(request: httpx.Request) -> httpx.Response:
        if next(failures):
            raise httpx.ConnectError("refused", request=request)
        return httpx.Response(200, content=CONTENT)

    api = redirecting(then=respond)
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)

    file = io.BytesIO()
    api.client(max_retries=2, sleep=sleep).file_stash.download_file(KEY, file)
    assert file.getvalue() == CONTENT
    assert len(waited) == 2
    assert [request.url.host for request in api.requests] == ["api.pipedream.com", *["bucket.s3.example"] * 3]


def test_a_download_that_breaks_off_is_an_error_without_the_signature(download: Callable[..., bytes]) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError(f"cannot read {request.url}", request=request)

    with pytest.raises(pdconnect.TransportError) as caught:
        download(redirecting(then=respond))
    assert "canary" not in str(caught.value)
    assert "https://bucket.s3.example" in str(caught.value)


def test_own_connections_follow_a_redirect_to_another_server(tmp_path: Path) -> None:
    """The test uses real sockets, as a sandbox does: plain http is allowed on loopback."""
    seen: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.respond(200, b'{"access_token": "token-1", "expires_in": 3600}')

        def do_GET(self) -> None:
            seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            if self.path.startswith("/v1/"):
                self.respond(302, b"moved", ("Location", f"http://127.0.0.1:{ports[1]}/x?sig=canary"))
            else:
                self.respond(200, CONTENT)

        def respond(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
            self.send_response(status)
            for name, value in (("Content-Length", str(len(body))), *headers):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Write no log."""

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2)]
    ports = [server.server_port for server in servers]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings: dict[str, Any] = {
        "project_id": "p",
        "client_id": "c",
        "client_secret": "secret-1",
        "environment": "development",
        "base_url": f"http://127.0.0.1:{ports[0]}",
        "deadline": 20,
    }

    async def run() -> int:
        async with pdconnect.AsyncClient(**settings) as client:
            return await client.file_stash.download_file(KEY, tmp_path / "async")

    with pdconnect.Client(**settings) as client:
        assert client.file_stash.download_file(KEY, tmp_path / "sync") == len(CONTENT)
    assert anyio.run(run) == len(CONTENT)
    assert (tmp_path / "sync").read_bytes() == (tmp_path / "async").read_bytes() == CONTENT
    assert [path for path, _ in seen[1::2]] == ["/x?sig=canary"] * 2
    assert not {
        name for _, headers in seen[1::2] for name in headers if name.startswith("x-pd") or name == "authorization"
    }
    for server in servers:
        server.shutdown()
        server.server_close()


def test_one_deadline_covers_both_requests(download: Callable[..., bytes]) -> None:
    clock = Clock()
    api = redirecting()
    original = api.responder

    def respond(request: httpx.Request) -> httpx.Response:
        clock.now += 3
        return original(request)

    api.responder = respond
    assert download(api, clock=clock, deadline=7) == CONTENT
    api.requests.clear()
    with pytest.raises(pdconnect.DeadlineExceededError):
        download(api, clock=clock, deadline=2)
    assert len(api.requests) == 1  # the target is not asked after the deadline


def test_no_log_shows_the_signature(download: Callable[..., bytes], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    download(redirecting())
    text = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert "bucket.s3.example" in text
    assert "canary" not in text


class Paths(pdconnect.Hooks):
    def __init__(self) -> None:
        self.seen: list[str] = []

    def before_attempt(self, attempt: pdconnect.Attempt) -> None:
        self.seen.append(f"{attempt.path} {attempt.request!r}")


def test_hooks_see_both_requests_without_the_signature(download: Callable[..., bytes]) -> None:
    hook = Paths()
    download(redirecting(), hooks=[hook])
    assert len(hook.seen) == 3  # the token request is the first one
    assert hook.seen[-1].startswith("https://bucket.s3.example ")
    assert "canary" not in hook.seen[-1]


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:9", "http://localhost:9"])
@pytest.mark.parametrize(
    ("location", "allowed"),
    [("http://127.0.0.1:8/x", True), ("http://localhost/x", True), ("http://bucket.example/x", False)],
)
def test_plain_http_only_on_loopback_where_the_service_has_it_too(
    download: Callable[..., bytes], base_url: str, location: str, allowed: bool
) -> None:
    api = redirecting(location)
    if allowed:
        assert download(api, base_url=base_url) == CONTENT
    else:
        with pytest.raises(pdconnect.ApiError, match="does not lead to https"):
            download(api, base_url=base_url)


def test_no_other_call_follows_a_redirect() -> None:
    api = FakeApi(lambda request: httpx.Response(302, headers={"location": TARGET}))
    client = api.client()
    with pytest.raises(pdconnect.ApiError):
        client.accounts.retrieve("apn_1")
    with pytest.raises(pdconnect.ApiError):
        client.workflows.invoke("enabc")
    assert client.proxy.get("https://a.example/", external_user_id="u", account_id="apn_1").status_code == 302
    assert len(api.requests) == 3


def test_a_served_sandbox_that_redirects_downloads(tmp_path: Path) -> None:
    sandbox = Sandbox(redirect_downloads=True)
    with sandbox.serve() as served:
        settings: dict[str, Any] = {
            "project_id": "proj_sandbox",
            "client_id": "sandbox-client",
            "client_secret": "sandbox-secret",
            "environment": "development",
            "base_url": served.base_url,
        }

        async def run(key: str) -> int:
            async with pdconnect.AsyncClient(**settings) as client:
                return await client.file_stash.download_file(key, tmp_path / "async")

        with pdconnect.Client(**settings) as client:
            report = client.actions.run(
                id="sandbox_utils-write-report", external_user_id="u", configured_props={"lines": ["a"]}, stash_id="NEW"
            )
            key = report.to_dict()["exports"]["$filestash_uploads"][0]["s3Key"]
            assert client.file_stash.download_file(key, tmp_path / "sync") == anyio.run(run, key)
    assert (tmp_path / "sync").read_text() == (tmp_path / "async").read_text() == "a\ntotal,0\n"
