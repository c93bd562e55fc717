"""The hierarchy of errors: each has the details of its failure, and none shows a secret."""

from __future__ import annotations

import copy
import importlib
import json
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import pdconnect
from tests.counting_server import counting_server
from tests.fake_api import FakeApi

from ..cases import for_each

STATUSES = {
    400: pdconnect.BadRequestError,
    401: pdconnect.UnauthorizedError,
    402: pdconnect.ApiError,
    403: pdconnect.ForbiddenError,
    404: pdconnect.NotFoundError,
    409: pdconnect.ConflictError,
    418: pdconnect.ApiError,
    422: pdconnect.UnprocessableEntityError,
    429: pdconnect.TooManyRequestsError,
    500: pdconnect.ServerError,
    503: pdconnect.ServerError,
    599: pdconnect.ServerError,
    302: pdconnect.ApiError,
    304: pdconnect.ApiError,
}


def failing(status: int, **response: Any) -> FakeApi:
    return FakeApi(lambda request: httpx.Response(status, **response))


@for_each(("status", "kind"), STATUSES.items())
def test_each_status_has_its_class_and_its_details(status: int, kind: type[pdconnect.ApiError]) -> None:
    api = failing(status, json={"error": "because"}, headers={"x-request-id": "req-7"})
    with pytest.raises(pdconnect.ApiError) as caught:
        api.client().accounts.retrieve("apn_1")
    error = caught.value
    assert type(error) is kind
    assert (error.status_code, error.body, error.request_id) == (status, {"error": "because"}, "req-7")
    assert (error.operation, error.method, error.path) == (
        "accounts_retrieve",
        "GET",
        "/v1/connect/proj_test1/accounts/apn_1",
    )
    assert str(error) == f"accounts_retrieve (GET /v1/connect/proj_test1/accounts/apn_1): {status} because"


@pytest.mark.anyio
@pytest.mark.parametrize(("status", "kind"), STATUSES.items())
async def test_the_async_client_raises_the_same_errors(status: int, kind: type[pdconnect.ApiError]) -> None:
    with pytest.raises(kind) as caught:
        await failing(status, json={"error": "because"}).async_client().accounts.retrieve("apn_1")
    assert caught.value.body == {"error": "because"}


@for_each(
    ("response", "body", "message"),
    [
        ({"text": "Not Found"}, "Not Found", "404 Not Found"),
        ({"text": ""}, None, "404"),
        ({"content": b"\xff\xfe{"}, "\ufffd\ufffd{", "404"),
        ({"json": ["a"]}, ["a"], "404"),
        ({"json": {"error": {"message": "nested"}}}, {"error": {"message": "nested"}}, "404 nested"),
        ({"json": {"error": 5}}, {"error": 5}, "404"),
        ({"json": {"message": "no such app"}}, {"message": "no such app"}, "404 no such app"),
        ({"content": b"[" * 100_000}, "[" * 2000, "404"),
        ({"text": "x" * 5_000_000}, "x" * 2000, "404 xxx"),
    ],
    ids=range(9),
)
def test_the_body_of_an_error_is_limited_in_size(response: dict[str, Any], body: Any, message: str) -> None:
    with pytest.raises(pdconnect.NotFoundError) as caught:
        failing(404, **response).client().accounts.retrieve("apn_1")
    assert caught.value.body == body
    assert message in str(caught.value)
    assert len(str(caught.value)) < 500


@for_each(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "1_0"}, None),
        ({"retry-after": "\u0661\u0660".encode()}, None),
        ({"retry-after": "0x10"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "-inf"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "-3"}, 0.0),
    ],
)
def test_retry_after_is_read_from_the_headers(headers: dict[str, Any], seconds: float | None) -> None:
    with pytest.raises(pdconnect.TooManyRequestsError) as caught:
        failing(429, json={"error": "Throttled"}, headers=headers).client().accounts.retrieve("apn_1")
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    ("response", "message"),
    [
        ({"text": "<html>proxy login</html>"}, "not JSON"),
        ({"text": '{"id": "apn_1"'}, "not JSON"),
        ({"content": b""}, "got nothing"),
        ({"json": []}, "got a JSON array"),
        ({"json": "text"}, "got a JSON str"),
        ({"content": b"[" * 100_000}, "not JSON"),
        ({"content": b'{"id": "\xff"}'}, "not JSON"),
    ],
    ids=range(7),
)
def test_a_successful_response_that_cannot_be_decoded(response: dict[str, Any], message: str) -> None:
    with pytest.raises(pdconnect.DecodeError) as caught:
        failing(200, **response).client().accounts.retrieve("apn_1")
    assert message in str(caught.value)
    assert caught.value.status_code == 200
    assert caught.value.operation == "accounts_retrieve"


@pytest.mark.parametrize(
    ("status", "body"),
    [(202, {"status": "started"}), (202, None), (200, {"async_handle": "abc", "exports": {}})],
)
def test_an_accepted_response_is_never_an_incomplete_result(status: int, body: Any) -> None:
    api = failing(status, content=b"" if body is None else json.dumps(body).encode())
    with pytest.raises(pdconnect.AcceptedResponseError) as caught:
        api.client().actions.run(id="gitlab-list-commits", external_user_id="u")
    assert (caught.value.status_code, caught.value.body) == (status, body)


@for_each(
    ("raised", "kind", "sent"),
    [
        (httpx.ConnectError, pdconnect.ConnectionFailedError, False),
        (httpx.ConnectTimeout, pdconnect.RequestTimeoutError, False),
        (httpx.PoolTimeout, pdconnect.RequestTimeoutError, False),
        (httpx.ReadTimeout, pdconnect.RequestTimeoutError, True),
        (httpx.WriteTimeout, pdconnect.RequestTimeoutError, True),
        (httpx.ReadError, pdconnect.TransportError, True),
        (httpx.WriteError, pdconnect.TransportError, True),
        (httpx.RemoteProtocolError, pdconnect.TransportError, True),
        (httpx.ProxyError, pdconnect.ConnectionFailedError, False),
        (httpx.DecodingError, pdconnect.TransportError, True),
    ],
)
def test_a_failure_without_a_response_says_whether_it_was_sent(
    raised: Callable[[str], Exception], kind: type[pdconnect.TransportError], sent: bool
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise raised("went wrong")

    with pytest.raises(pdconnect.TransportError) as caught:
        FakeApi(fail).client().accounts.retrieve("apn_1")
    error = caught.value
    assert type(error) is kind
    assert error.sent is sent
    assert isinstance(error, TimeoutError) is (kind is pdconnect.RequestTimeoutError)
    assert isinstance(error.__cause__, httpx.HTTPError)
    assert error.operation == "accounts_retrieve"
    assert "went wrong" in str(error)


def all_errors() -> list[pdconnect.PdconnectError]:
    """Return an error of each class, raised by public calls."""
    found: list[pdconnect.PdconnectError] = []
    client = failing(404, json={"error": "gone"}, headers={"retry-after": "1"}).client()
    closed = pdconnect.Client(project_id="p", access_token="t-123456", environment="development")
    closed.close()
    repeated = {"data": [{"id": "apn_1"}], "page_info": {"end_cursor": "c"}}
    actions: list[Callable[[], object]] = [
        lambda: pdconnect.Client(project_id="p", access_token="t-123456"),  # type: ignore[call-arg, unused-ignore]
        lambda: client.accounts.retrieve(""),
        lambda: closed.accounts.delete("apn_1"),
        lambda: client.accounts.retrieve("apn_1"),
        lambda: failing(429).client().accounts.delete("apn_1"),
        lambda: failing(500).client().accounts.delete("apn_1"),
        lambda: failing(200, text="x").client().accounts.retrieve("apn_1"),
        lambda: failing(202).client().accounts.retrieve("apn_1"),
        lambda: list(failing(200, json=repeated).client().accounts.list()),
    ]
    for action in actions:
        with pytest.raises(pdconnect.PdconnectError) as caught:
            action()
        found.append(caught.value)
    return found


def test_every_error_can_be_copied_and_pickled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIPEDREAM_PROJECT_ENVIRONMENT", raising=False)
    errors = all_errors()
    assert len({type(error) for error in errors}) == len(errors)
    for error in errors:
        for twin in (copy.copy(error), copy.deepcopy(error)):
            assert type(twin) is type(error)
            assert str(twin) == str(error)
            assert vars(twin) == vars(error)
        unpickled = pickle.loads(pickle.dumps(error))
        assert type(unpickled) is type(error)
        assert str(unpickled) == str(error)
        assert vars(unpickled) == {name: value for name, value in vars(error).items() if name != "content"}


def test_a_pickled_error_contains_no_credentials() -> None:
    body = {"error": "no", "details": [{"token": "abc", "credentials": {"key": "k-1"}, "hint": "Bearer 0123456789"}]}
    with pytest.raises(pdconnect.BadRequestError) as caught:
        failing(400, json=body).client().accounts.retrieve("apn_1")
    assert caught.value.body == body
    assert json.loads(caught.value.content or b"") == body
    unpickled = pickle.loads(pickle.dumps(caught.value))
    assert unpickled.content is None
    assert unpickled.body == {"error": "no", "details": [{"token": "***", "credentials": "***", "hint": "***"}]}


def test_no_error_shows_a_secret() -> None:
    secrets = ["very-secret-1", "token-1", "ctok_0123456789abcdef0123456789abcdef", "some-other-bearer"]
    echo = f"client very-secret-1, token token-1 in Authorization: Bearer some-other-bearer, {secrets[2]}"
    for status in (400, 401, 404, 500):
        with pytest.raises(pdconnect.ApiError) as caught:
            failing(status, json={"error": echo}).client().accounts.retrieve("apn_1")
        text = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + str(caught.value)
        assert not [secret for secret in secrets if secret in text]
        assert caught.value.body == {"error": echo}  # data is not redacted


def test_no_error_of_a_raw_call_shows_a_secret() -> None:
    api = failing(400, json={"error": "bad token token-1 or of-mine-token"})
    client = api.client()
    for action in (
        lambda: client.workflows.invoke("en123", auth_type="oauth"),
        lambda: client.file_stash.download_file("key", os.devnull),
        lambda: client.workflows.invoke(
            "en123", auth_type="static_bearer_token", headers={"Authorization": "Bearer of-mine-token"}
        ),
    ):
        with pytest.raises(pdconnect.BadRequestError) as caught:
            action()
        assert ("token-1" in str(caught.value)) is ("of-mine-token" not in str(caught.value))
        assert "***" in str(caught.value)


def test_the_hierarchy_in_the_docstring_is_correct() -> None:
    doc = importlib.import_module(pdconnect.ConfigurationError.__module__).__doc__ or ""
    drawn: list[tuple[int, str]] = []
    for line in doc.splitlines():
        name = line.lstrip("│├└─ ").split(" ")[0]
        if isinstance(getattr(pdconnect, name, None), type) and not line.startswith("Every"):
            drawn.append(((len(line) - len(line.lstrip("│├└─ "))) // 4, name))
    parents: list[str] = []
    for depth, name in drawn:
        del parents[depth:]
        if parents:
            assert issubclass(getattr(pdconnect, name), getattr(pdconnect, parents[-1])), name
        parents.append(name)
    public = {
        name
        for name in pdconnect.__all__
        if isinstance(getattr(pdconnect, name), type) and issubclass(getattr(pdconnect, name), Exception)
    }
    assert {name for _, name in drawn} == public


NO_FILES_LEFT = """
import os, resource, sys
import pdconnect

settings = {"project_id": "proj_1", "access_token": "token-1", "environment": "development", "base_url": sys.argv[1]}
with pdconnect.Client(**settings, max_retries=1, sleep=lambda seconds: None) as client:
    assert client.accounts.retrieve("apn_1").id
    with client.proxy.stream("GET", "https://gitlab.com/x", external_user_id="u", account_id="apn_1"):  # holds the connection
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, limits[1]))
        taken = []
        try:
            while True:
                taken.append(os.open(os.devnull, os.O_RDONLY))
        except OSError:
            pass
        try:
            client.accounts.retrieve("apn_2")
        except Exception as error:
            caught = error
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
        print(repr(caught), caught.attempts)
"""


@pytest.mark.slow
@pytest.mark.every_python
def test_a_process_without_file_descriptors_gets_a_connection_error() -> None:
    """The modules that build errors must be imported before the failure."""
    with counting_server() as server:
        base_url = f"http://127.0.0.1:{server.server_address[1]}"
        ended = subprocess.run(
            [sys.executable, "-c", NO_FILES_LEFT, base_url], capture_output=True, text=True, check=False
        )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("ConnectionFailedError(")
    assert "Too many open files" in ended.stdout
    assert ended.stdout.endswith(" 2\n")
