"""Comparing live responses with the specification: `SpecDriftHooks`."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect.sandbox import Sandbox

from ..fake_api import FakeApi

USER = "u-1"


class Drift:
    """A sandbox with a client whose responses are all checked."""

    def __init__(self, **options: Any) -> None:
        self.sandbox = Sandbox(**options)
        self.account = self.sandbox.add_account(app="gitlab", external_user_id=USER)
        self.reports: list[str] = []
        self.hooks = pdconnect.SpecDriftHooks(lambda deviation: self.reports.append(str(deviation)), sample=1.0)
        self.client = self.sandbox.client(hooks=[self.hooks], max_retries=0)


def found(body: Any, operation: str = "accounts_retrieve", status: int = 200) -> list[str]:
    """Return the deviations of one response to a GET of an account, without the operation."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    reports: list[str] = []
    hooks = pdconnect.SpecDriftHooks(lambda deviation: reports.append(str(deviation)), sample=1.0)
    headers = {"content-type": "application/json"}
    api = FakeApi(lambda request: httpx.Response(status, content=content, headers=headers))
    resource, _, method = operation.rpartition("_")
    arguments: dict[str, tuple[str, ...]] = {"retrieve": ("an-id",), "list": ()}
    owner = {"external_user_id": USER} if resource == "deployed_triggers" else {}
    with api.client(hooks=[hooks]) as client, suppress(pdconnect.PdconnectError):
        getattr(getattr(client, resource), method)(*arguments[method], **owner)
    prefix = f"{operation} {status}: "
    assert all(report.startswith(prefix) for report in reports)
    return [report.removeprefix(prefix) for report in reports]


PLANTED = [
    ("unknown_field", "users.list", "users_list 200: unknown_field /data/*/planted"),
    ("missing_field", "users.list", "users_list 200: missing_field /data/*/id"),
    ("type", "users.list", "users_list 200: type /data/*/id (expected string, found object)"),
    ("value", "users.list", "users_list 200: value /data/*/created_at (expected format date-time, found string)"),
    ("variant", "actions.list", "actions_list 200: variant /data/*/configurable_props/*/type (found string)"),
    ("status", "users.list", "users_list 206: status"),
    ("media_type", "users.list", "users_list 200: media_type (expected application/json, found text/plain)"),
    ("body", "users.list", "users_list 200: body (expected JSON, found no body)"),
    ("unknown_header", "users.list", "users_list 200: unknown_header /x-ratelimit-policy"),
    ("missing_header", "users.list", "users_list 429: missing_header /retry-after"),
    ("header_value", "users.list", "users_list 429: header_value /x-ratelimit-limit (expected integer)"),
]


@pytest.mark.parametrize(("kind", "operation", "report"), PLANTED, ids=[kind for kind, *_ in PLANTED])
def test_each_kind_of_deviation_is_reported_once(kind: Any, operation: str, report: str) -> None:
    drift = Drift()
    resource = getattr(drift.client, operation.partition(".")[0])
    with drift.sandbox.faults(deviation=kind, operation=operation) as fault:
        for _ in range(2):
            try:
                resource.list()
            except pdconnect.PdconnectError as error:
                assert isinstance(error, pdconnect.TooManyRequestsError | pdconnect.DecodeError)  # noqa: PT017 - else the call succeeds
    assert fault.hits == 2
    assert drift.reports == [report]


@pytest.mark.anyio
async def test_a_deviation_of_an_async_call_is_reported() -> None:
    drift = Drift()
    async with drift.sandbox.async_client(hooks=[drift.hooks]) as client:
        with drift.sandbox.faults(deviation="status", operation="users.list"):
            await client.users.list()
    assert drift.reports == ["users_list 206: status"]


@pytest.mark.both_libraries
@pytest.mark.parametrize("backend", ["httpx", "httpx2"])
def test_deviations_are_found_with_both_libraries(backend: Any) -> None:
    drift = Drift()
    with drift.sandbox.serve() as served, drift.sandbox.faults(deviation="unknown_header", operation="users.list"):
        settings = drift.sandbox.settings
        with pdconnect.Client(
            base_url=served.base_url,
            project_id=settings.project_id,
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            environment="development",
            http_backend=backend,
            hooks=[drift.hooks],
        ) as client:
            client.users.list()
    assert drift.reports == ["users_list 200: unknown_header /x-ratelimit-policy"]


def test_a_deviation_of_a_raw_response_is_reported() -> None:
    drift = Drift()
    with drift.sandbox.faults(deviation="status", operation="users.list"):
        assert drift.client.users.with_raw_response.list().status_code == 206
    assert drift.reports == ["users_list 206: status"]


def test_responses_of_an_app_are_not_checked() -> None:
    drift = Drift()
    echo = Sandbox(upstreams={"gitlab": lambda request: httpx.Response(418, text="teapot", headers={"sunset": "now"})})
    account = echo.add_account(app="gitlab", external_user_id=USER)
    with echo.client(hooks=[drift.hooks]) as client:
        target: dict[str, Any] = {"external_user_id": USER, "account_id": account.id}
        assert client.proxy.get("https://gitlab.com/api/v4/user", **target).status_code == 418
        with client.proxy.stream("GET", "https://gitlab.com/api/v4/user", **target) as response:
            assert response.status_code == 418
            assert response.read() == b"teapot"
    assert drift.reports == []


GITLAB = {"name_slug": "gitlab"}
UNIONS: list[tuple[str, str, Any, list[str]]] = [
    ("a bare item", "accounts_retrieve", {"id": "apn_1", "new": 1}, ["unknown_field /new"]),
    ("an enveloped item", "accounts_retrieve", {"data": {"id": "apn_1", "new": 1}}, ["unknown_field /data/new"]),
    ("a bare item, deep", "accounts_retrieve", {"id": "apn_1", "app": {"new": 1}}, ["unknown_field /app/new"]),
    ("an enveloped item without id", "accounts_retrieve", {"data": {"name": "a"}}, ["missing_field /data/id"]),
    (
        "a page in one form",
        "accounts_list",
        {"data": [{"id": "apn_1", "new": 1}, {"id": "apn_2", "new": 2}]},
        ["unknown_field /data/*/new"],
    ),
    (
        "a page in the other form",
        "accounts_list",
        {"data": {"accounts": [{"id": "apn_1", "new": 1}]}},
        ["unknown_field /data/accounts/*/new"],
    ),
    ("no form at all", "accounts_retrieve", 7, ["type (expected object, found integer)"]),
    (
        "an object or null",
        "accounts_retrieve",
        {"id": "apn_1", "credentials": 7},
        ["type /credentials (expected object or null, found integer)"],
    ),
    (
        "an unknown variant, bare",
        "deployed_triggers_list",
        {"data": [{"id": "dc_1", "type": "Robot", "arms": 2}]},
        ["variant /data/*/type (found string)"],
    ),
    (
        "an unknown variant of two forms",
        "deployed_triggers_retrieve",
        {"id": "dc_1", "type": "Robot", "arms": 2},
        ["variant /type (found string)"],
    ),
    (
        "a null in place of a list",
        "accounts_list",
        {"data": None},
        ["type /data (expected array, found null)"],
    ),
    (
        "one variant of many",
        "actions_retrieve",
        {
            "data": {
                **dict.fromkeys(("key", "name", "version"), ""),
                "configurable_props": [{"name": "a", "type": "sql"}],
            }
        },
        [],
    ),
    (
        "a field of one variant",
        "actions_retrieve",
        {
            "data": {
                **dict.fromkeys(("key", "name", "version"), ""),
                "configurable_props": [{"name": "a", "type": "app", "app": "x", "new": 1}],
            }
        },
        ["unknown_field /data/configurable_props/*/new"],
    ),
    (
        "a value that is not listed",
        "apps_retrieve",
        {"data": {**GITLAB, "name": "GitLab", "auth_type": "passkey"}},
        ["value /data/auth_type (expected enum, found string)"],
    ),
]


@pytest.mark.parametrize(("operation", "body", "reports"), [row[1:] for row in UNIONS], ids=[row[0] for row in UNIONS])
def test_the_form_that_a_body_is_meant_to_have(operation: str, body: Any, reports: list[str]) -> None:
    assert [report for report in found(body, operation) if "missing_field /data/img_src" not in report] == reports


@pytest.mark.parametrize("position", [0, 77, 399, 400, 799])
def test_one_item_of_a_long_page_deviates(position: int) -> None:
    page = [{"id": f"apn_{number}"} for number in range(800)]
    page[position] |= {"new": "1"}
    assert found({"data": page}, "accounts_list") == ["unknown_field /data/*/new"]


def test_many_items_deviate() -> None:
    props = [{"name": f"p{number}", "type": "app", "app": "x", "new": 1} for number in range(30)]
    component = {"key": "a", "name": "b", "configurable_props": props}
    assert sorted(found({"data": [component] * 100}, "components_list")) == [
        "missing_field /data/*/version",
        "unknown_field /data/*/configurable_props/*/new",
    ]


def test_a_free_value_that_is_nested_deeply_is_no_deviation(caplog: pytest.LogCaptureFixture) -> None:
    deep: Any = {"k": 1}
    for _ in range(400):
        deep = {"k": deep}
    assert found({"id": "apn_1", "credentials": deep}) == []
    assert caplog.records == []


NAMES = [
    ("newField", "newField"),
    ("new_field2", "new_field2"),
    ("$new", "$new"),
    ("jay@example.com", "*"),
    ("apn_1a2b3c", "*"),
    ("+49 170 1234567", "*"),
    ("x" * 41, "*"),
    ("", "*"),
    ("a/b", "*"),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_a_name_that_can_be_data_is_not_shown(name: str, shown: str) -> None:
    assert found({"id": "apn_1", name: 1}) == [f"unknown_field /{shown}"]


def test_many_new_names_are_not_shown() -> None:
    assert found({"id": "apn_1", **{f"name_{chr(97 + i)}": 1 for i in range(11)}}) == ["unknown_field /*"]


def test_free_keys_are_neither_deviations_nor_shown() -> None:
    assert found({"id": "apn_1", "credentials": {"my_own_key": "secret"}}) == []


ERRORS: list[tuple[int, Any, list[str]]] = [
    (404, {"error": "x"}, []),
    (409, {"error": "x"}, ["status"]),
    (503, {"error": "x"}, []),
    (404, {"error": 7}, ["type /error (expected string, found integer)"]),
    (404, {"message": "x"}, ["unknown_field /message"]),
    (502, b"<html>", ["body (expected JSON)"]),
    (200, b"\xff\xfe", ["body (expected JSON)"]),
    (200, b"", ["body (expected JSON, found no body)"]),
    (204, b"", ["status"]),
    (200, b"[" * 100_000, ["body (expected JSON)"]),
    (200, b'{"id": "apn_1", "healthy": ' + b"9" * 400 + b"}", ["type /healthy (expected boolean, found integer)"]),
]


@pytest.mark.parametrize(("status", "body", "reports"), ERRORS)
def test_deviating_statuses_and_bodies_are_reported(status: int, body: Any, reports: list[str]) -> None:
    assert found(body, status=status) == reports


def test_no_value_is_in_a_report() -> None:
    secret = "s3cret-value"
    account = {"id": 7, "created_at": secret, "app": secret, "healthy": secret, "new": secret, secret: secret}
    reports = [*found({"data": [account]}, "accounts_list"), *found(account), *found(secret), *found([secret] * 3)]
    assert len(reports) >= 7
    assert secret not in " ".join(reports)


def test_a_deviation_is_reported_once_by_many_threads() -> None:
    drift = Drift()
    with drift.sandbox.faults(deviation="status", operation="users.list"):
        threads = [threading.Thread(target=drift.client.users.list) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert drift.reports == ["users_list 206: status"]


def test_an_error_of_the_report_does_not_reach_the_caller(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[str] = []

    def report(deviation: pdconnect.SpecDeviation) -> None:
        seen.append(deviation.pointer)
        raise ValueError("broken report")

    api = FakeApi(lambda request: httpx.Response(200, json={"id": "apn_1", "a": 1, "b": 2}))
    with api.client(hooks=[pdconnect.SpecDriftHooks(report, sample=1.0)]) as client:
        assert client.accounts.retrieve("apn_1").id == "apn_1"
    assert seen == ["/a", "/b"]
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2


def test_without_a_report_deviations_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    api = FakeApi(lambda request: httpx.Response(200, json={"id": "apn_1", "new": "a value"}))
    with api.client(hooks=[pdconnect.SpecDriftHooks(sample=1.0)]) as client:
        client.accounts.retrieve("apn_1")
    expected = "a response deviates from the specification: accounts_retrieve 200: unknown_field /new"
    assert [record.getMessage() for record in caplog.records] == [expected]


def counting(**options: Any) -> Callable[[Any], int]:
    """Return a function that sends a call for each random number, and returns how many deviations were reported."""

    def count(numbers: Any) -> int:
        reports: list[object] = []
        values = iter(numbers)
        hooks = pdconnect.SpecDriftHooks(reports.append, random=lambda: next(values), **options)
        bodies = iter(range(1000))

        def respond(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json={"id": "apn_1", f"new_{chr(97 + next(bodies))}": "x" * 1000})

        with FakeApi(respond).client(hooks=[hooks], access_token="t", client_id=None, client_secret=None) as client:
            for _ in numbers:
                client.accounts.retrieve("apn_1")
        return len(reports)

    return count


def test_only_the_sample_is_checked() -> None:
    assert counting(sample=0.25)([0.0, 0.2, 0.25, 0.9]) == 2
    assert counting(sample=0.0)([0.0, 0.5]) == 0
    assert counting()([0.009, 0.01]) == 1


def test_a_large_body_is_not_checked() -> None:
    assert counting(sample=1.0, max_body_bytes=1000)([0.0]) == 0
    assert counting(sample=1.0, max_body_bytes=None)([0.0]) == 1


def test_the_number_of_reports_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pdconnect._drift.hooks.MAX_REPORTED", 3)
    assert counting(sample=1.0)([0.0] * 5) == 3


def test_a_missing_extra_is_named() -> None:
    code = "import sys; sys.modules['jsonschema_rs'] = None; import pdconnect; pdconnect.SpecDriftHooks()"
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert "ConfigurationError: SpecDriftHooks needs an extra: pip install 'pdconnect[drift]'" in run.stderr


def test_the_client_works_without_the_extra() -> None:
    code = (
        "import sys; sys.modules['jsonschema_rs'] = None; import pdconnect\n"
        "pdconnect.Client(project_id='p', access_token='t', environment='development')\n"
        "assert not [name for name in sys.modules if '_drift' in name]"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


@pytest.mark.parametrize("arguments", [{"sample": -0.1}, {"sample": 1.1}, {"max_body_bytes": -1}])
def test_an_argument_out_of_range_is_a_configuration_error(arguments: dict[str, Any]) -> None:
    with pytest.raises(pdconnect.ConfigurationError, match=next(iter(arguments))):
        pdconnect.SpecDriftHooks(**arguments)
