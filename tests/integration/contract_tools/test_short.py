"""The short form of `scripts/contract`: all of the client's requests, and few of Schemathesis' own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pdconnect.sandbox import Sandbox

from .fuzzing import fuzz
from .npm import HAS_NODE
from .prism import VIOLATIONS, mock_server
from .requests import judge

needs_node = pytest.mark.skipif(not HAS_NODE, reason="Prism needs Node.js")


@pytest.fixture(scope="module")
def prism() -> Iterator[str]:
    with mock_server() as base_url:
        yield base_url


@needs_node
def test_prism_has_nothing_against_what_the_client_sends(prism: str) -> None:
    judgement = judge(prism)
    assert judgement.problems == []
    assert min(judgement.requests.values()) > 0


PROJECT = "/v1/connect/proj_abc123"
WRONG: dict[str, tuple[str, str, Any]] = {
    "a member of the body is missing": ("POST", f"{PROJECT}/tokens", {}),
    "a member of the body has another type": ("POST", f"{PROJECT}/tokens", {"external_user_id": 7}),
    "a parameter is out of bounds": ("GET", f"{PROJECT}/accounts?limit=101", None),
    "a parameter is missing": ("GET", f"{PROJECT}/file_stash/download", None),
    "a parameter has another form": ("GET", f"{PROJECT}/proxy/aHR0cHM6Ly9h?external_user_id=u&account_id=dc_1", None),
}


@needs_node
@pytest.mark.parametrize("wrong", WRONG)
def test_prism_would_complain(prism: str, wrong: str) -> None:
    method, path, body = WRONG[wrong]
    headers = {"authorization": "Bearer a-token", "x-pd-environment": "development"}
    answer = httpx.request(method, f"{prism}{path}", json=body, headers=headers, trust_env=False)
    assert answer.status_code == 400  # the status that the description gives for it; without one it would be 422
    assert [violation["severity"] for violation in json.loads(answer.headers[VIOLATIONS])] == ["Error"]


@needs_node
def test_prism_would_complain_of_a_missing_header(prism: str) -> None:
    answer = httpx.get(f"{prism}{PROJECT}/accounts", headers={"authorization": "Bearer a-token"}, trust_env=False)
    assert "x-pd-environment" in answer.headers[VIOLATIONS]


def test_schemathesis_finds_nothing() -> None:
    report = fuzz(Sandbox(), examples=1, phases="examples,fuzzing")
    assert report.passed, report.text
    assert report.cases > 200


def test_schemathesis_would_find_something() -> None:
    """The same against a sandbox whose lists of users do not fit the description."""
    sandbox = Sandbox()
    sandbox.app = _Spoiled(sandbox.app)  # type: ignore[assignment]
    report = fuzz(sandbox, examples=1, phases="examples", only="users_list")
    assert not report.passed
    assert "Response violates schema" in report.text


class _Spoiled:
    """An application whose answers hold `{"data": 7}`, where they hold anything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_spoiled(message: Message) -> None:
            spoils = scope["path"].endswith("/users")
            if spoils and message["type"] == "http.response.start":
                message["headers"] = [(b"content-type", b"application/json")]
            if spoils and message["type"] == "http.response.body":
                message["body"] = b'{"data": 7}'
            await send(message)

        await self._app(scope, receive, send_spoiled)
