"""Observing calls: the log, hooks, and OpenTelemetry."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

import pdconnect
from pdconnect.opentelemetry import OpenTelemetryHooks
from pdconnect_api.call import Operation

from ..fake_api import Clock, FakeApi, account


class Notes(pdconnect.Hooks):
    """Records every hook call."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.lines: list[str] = []
        self.clock = clock

    @contextmanager
    def call(self, operation: Operation, path: str) -> Iterator[None]:
        self.lines.append(f"begin {operation.id} {path}")
        try:
            yield
        except pdconnect.PdconnectError as error:
            self.lines.append(f"failed {operation.id}: {type(error).__name__}")
            raise
        self.lines.append(f"end {operation.id}")

    def before_attempt(self, attempt: pdconnect.Attempt) -> None:
        self.lines.append(f"send {attempt.operation.id} {attempt.number}")
        attempt.request.headers["x-traced"] = str(attempt.number)

    def after_attempt(self, result: pdconnect.AttemptResult) -> None:
        outcome = result.status_code or type(result.error).__name__
        self.lines.append(f"{outcome} {result.request_id} {result.duration:g}")


def failing_once(clock: Clock) -> FakeApi:
    def respond(request: httpx.Request) -> httpx.Response:
        clock.now += 0.25
        if len(api.requests) == 1:
            raise httpx.ReadTimeout("slow", request=request)
        return httpx.Response(200, json=account(1), headers={"x-request-id": "r-7"})

    api = FakeApi(respond)
    return api


EXPECTED = [
    "begin accounts_retrieve /v1/connect/proj_test1/accounts/apn_1",
    "begin oauth_tokens_create /v1/oauth/token",
    "send oauth_tokens_create 1",
    "200 None 0",
    "end oauth_tokens_create",
    "send accounts_retrieve 1",
    "RequestTimeoutError None 0.25",
    "send accounts_retrieve 2",
    "200 r-7 0.25",
    "end accounts_retrieve",
]


def test_hooks_get_calls_and_attempts() -> None:
    clock = Clock()
    api, notes = failing_once(clock), Notes()
    client = api.client(hooks=[notes], max_retries=1, clock=clock, sleep=lambda seconds: None)
    client.accounts.retrieve("apn_1")
    assert notes.lines == EXPECTED
    assert [request.headers["x-traced"] for request in api.requests] == ["1", "2"]


@pytest.mark.anyio
async def test_hooks_get_calls_and_attempts_of_the_async_client() -> None:
    async def sleep(seconds: float) -> None:
        pass

    clock = Clock()
    api, notes = failing_once(clock), Notes()
    await api.async_client(hooks=[notes], max_retries=1, clock=clock, sleep=sleep).accounts.retrieve("apn_1")
    assert notes.lines == EXPECTED


def test_a_failed_call_passes_through_its_context() -> None:
    notes = Notes()
    with pytest.raises(pdconnect.NotFoundError):
        FakeApi(lambda request: httpx.Response(404)).client(hooks=[notes], clock=Clock()).accounts.retrieve("apn_1")
    assert notes.lines[-2:] == ["404 None 0", "failed accounts_retrieve: NotFoundError"]


def test_a_hook_can_reject_a_call_before_it_is_sent() -> None:
    class Never(pdconnect.Hooks):
        def before_attempt(self, attempt: pdconnect.Attempt) -> None:
            raise PermissionError("not today")

    api = FakeApi()
    with pytest.raises(PermissionError):
        api.client(hooks=[Never()]).accounts.list()
    assert not api.requests
    assert not api.token_requests


def test_an_error_in_after_attempt_does_not_lose_the_response(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(pdconnect.Hooks):
        def after_attempt(self, result: pdconnect.AttemptResult) -> None:
            raise RuntimeError("broken")

    api = FakeApi(lambda request: httpx.Response(200, json=account(1)))
    assert api.client(hooks=[Broken()]).accounts.retrieve("apn_1").id == "apn_1"
    assert [record.getMessage() for record in caplog.records if record.name == "pdconnect"] == [
        "a hook failed after oauth_tokens_create",
        "a hook failed after accounts_retrieve",
    ]


def test_log_records_have_searchable_fields(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "pdconnect")
    clock = Clock()
    failing_once(clock).client(max_retries=1, clock=clock, sleep=lambda seconds: None).accounts.retrieve("apn_1")
    records = [record for record in caplog.records if record.name == "pdconnect"]
    fields = [
        tuple(getattr(record, name, None) for name in ("operation", "attempt", "status", "request_id", "duration"))
        for record in records
    ]
    assert fields == [
        ("oauth_tokens_create", 1, 200, None, 0.0),
        ("accounts_retrieve", 1, None, None, 0.25),
        ("accounts_retrieve", 1, 0, None, None),
        ("accounts_retrieve", 2, 200, "r-7", 0.25),
    ]
    assert records[1].getMessage() == (
        "accounts_retrieve GET /v1/connect/proj_test1/accounts/apn_1: RequestTimeoutError in 0.250 s"
    )
    assert records[2].levelno == logging.INFO
    assert records[2].getMessage().startswith("accounts_retrieve: attempt 1 gave no response, retry in ")


# ---- OpenTelemetry


def traced() -> tuple[OpenTelemetryHooks, InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return OpenTelemetryHooks(provider), exporter


def attributes(span: ReadableSpan) -> dict[str, object]:
    return dict(span.attributes or {})


def test_a_call_is_a_span_with_a_child_span_for_its_token_request() -> None:
    clock = Clock()
    api = failing_once(clock)
    hooks, exporter = traced()
    api.client(hooks=[hooks], max_retries=1, clock=clock, sleep=lambda seconds: None).accounts.retrieve("apn_1")
    token, call = exporter.get_finished_spans()
    assert (token.name, call.name, call.kind) == ("oauth_tokens_create", "accounts_retrieve", SpanKind.CLIENT)
    assert token.parent is not None
    assert call.context is not None
    assert token.parent.span_id == call.context.span_id
    assert attributes(call) == {
        "rpc.system": "pdconnect",
        "rpc.method": "accounts_retrieve",
        "http.request.method": "GET",
        "url.template": "/v1/connect/{project_id}/accounts/{account_id}",
        "server.address": "api.pipedream.com",
        "http.request.resend_count": 1,
        "http.response.status_code": 200,
        "pdconnect.request_id": "r-7",
    }
    assert [event.name for event in call.events] == ["attempt failed"]
    trace = f"{call.context.trace_id:032x}"
    assert all(trace in request.headers["traceparent"] for request in api.requests)


@pytest.mark.anyio
async def test_a_failed_call_is_a_failed_span_without_secrets() -> None:
    hooks, exporter = traced()
    api = FakeApi(lambda request: httpx.Response(403, json={"error": "very-secret-1 token-1"}))
    with pytest.raises(pdconnect.ForbiddenError):
        await api.async_client(hooks=[hooks]).accounts.retrieve("apn_1")
    call = exporter.get_finished_spans()[-1]
    assert attributes(call)["http.response.status_code"] == 403
    assert call.status.status_code is StatusCode.ERROR
    assert "very-secret-1" not in call.to_json()
    assert "token-1" not in call.to_json()
